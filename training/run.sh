#!/bin/sh
# Make the weights again: sh training/run.sh DATA MINILM WORDNET WORK. What is already there is not made twice.
set -eu
data=$1 minilm=$2 wordnet=$3 work=$4
mkdir -p "$work"

make() { # make FILE COMMAND...: the command's output, unless the file is there
    file=$1; shift
    [ -s "$file" ] || { "$@" > "$file.new"; mv "$file.new" "$file"; }
}
train() { # train STAGE FLAGS...: unless that stage has ended
    stage=$1; shift
    [ -s "$work/$stage/judge.pt" ] || python -m training.train "$work/$stage.jsonl" --minilm "$minilm" --work "$work/$stage" "$@"
}

make "$work/public.jsonl" python -m training.public "$data"
make "$work/more.jsonl" python -m training.public "$data" 8000
make "$work/wikipedia.jsonl" python -m training.typed wikipedia --wordnet "$wordnet" --data "$data" --cache "$work" --count 34000
[ -s "$work/stage1.jsonl" ] || cp "$work/public.jsonl" "$work/stage1.jsonl"
[ -s "$work/stage2.jsonl" ] || python -m training.mix "$work/stage2.jsonl" own=x2 "$work/wikipedia.jsonl=17000" "$work/more.jsonl=5000"
[ -s "$work/stage3.jsonl" ] || python -m training.mix "$work/stage3.jsonl" own=x2 "$work/wikipedia.jsonl=9000" "$work/more.jsonl=3000" --without "$work/stage2.jsonl"
train stage1
train stage2 --start "$work/stage1/judge.pt"
train stage3 --start "$work/stage2/judge.pt" --fall 600
python -m training.export "$work/stage3/judge.pt" --minilm "$minilm" --out "$work/entailment.onnx"
echo "$work/entailment.onnx is made; calibrate it with python -m training.calibrate"
