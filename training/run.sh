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
[ -s "$work/stage2.jsonl" ] || python -m training.mix "$work/stage2.jsonl" own=x2 "$work/wikipedia.jsonl=11000" "$work/more.jsonl=3000"
make "$work/own-typed.jsonl" python -m training.typed own --wordnet "$wordnet" --data "$data" --cache "$work" --count 9000
[ -s "$work/stage3.jsonl" ] || python -m training.mix "$work/stage3.jsonl" "$work/own-typed.jsonl=6600" own=4400
reader="${GROUNDWIRE_PYTHON:-python}"  # reports are shown as the check shows them: Groundwire has to be installed there
[ -s "$work/reports.jsonl" ] || "$reader" -m training.reports "$work/reports.jsonl"
cat "$work/stage2.jsonl" "$work/stage3.jsonl" > "$work/used.jsonl"
[ -s "$work/stage4-short.jsonl" ] || python -m training.mix "$work/stage4-short.jsonl" own=x1 "$work/own-typed.jsonl=1700" \
    "$work/wikipedia.jsonl=6000" --without "$work/used.jsonl"
[ -s "$work/stage4.jsonl" ] || python -m training.longer "$work/stage4-short.jsonl" "$work/stage4.jsonl"
head -n 9600 "$work/stage4.jsonl" > "$work/used.jsonl"
[ -s "$work/stage5.jsonl" ] || python -m training.mix "$work/stage5.jsonl" "$work/reports.jsonl=17000" "$work/stage4.jsonl=4000" \
    --without "$work/used.jsonl"
train stage1
train stage2 --start "$work/stage1/judge.pt" --fall 500
train stage3 --start "$work/stage2/judge.pt" --rate 5e-5 --fall 340
train stage4 --start "$work/stage3/judge.pt" --rate 7e-5 --steps 300
train stage5 --start "$work/stage4/judge.pt" --rate 7e-5 --fall 320
python -m training.export "$work/stage3/judge.pt" "$work/stage5/judge.pt" --minilm "$minilm" --out "$work/entailment.onnx"
python -m training.score "$work/entailment.onnx" --minilm "$minilm"
echo "$work/entailment.onnx is made; calibrate it with python -m training.calibrate"
