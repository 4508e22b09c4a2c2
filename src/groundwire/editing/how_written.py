"""How a story came to be written where a language model was asked: what was asked and paid, and what became of the model's sentences."""

from __future__ import annotations

from groundwire.model import Drafting, Story
from groundwire.printing import say_money

_TIMES = {1: "once", 2: "twice"}


def find_account(story: Story) -> tuple[tuple[str, str], ...]:
    """What there is to tell, as (what, how much), nothing for a story by the built-in writer alone. The model's name may be any text."""
    rows: list[tuple[str, str]] = []
    if story.exchanges or story.cost.calls:
        rows = [
            (
                "Language model",
                ", ".join(dict.fromkeys(exchange.reply.model for exchange in story.exchanges)) or "no answer came",
            ),
            ("Asked", _asked(story)),
            ("Tokens", f"{story.cost.input_tokens:,} in, {story.cost.output_tokens:,} out"),
            ("Cost", say_money(story.cost.money)),
        ]
    if story.drafting and (rows or story.drafting.written):
        rows.append(("Its sentences", say_drafting(story.drafting)))
        if story.drafting.put_back:
            rows.append(
                ("Put back", f"{_count(story.drafting.put_back, 'sentence')} of the built-in writer, on what was left out")
            )
    return tuple(rows)


def tell_account(story: Story) -> str:
    """The same on one line, empty for a story by the built-in writer alone."""
    told = dict(find_account(story))
    if "Asked" not in told:
        return ""
    asked = f"asked {told['Language model']} {told['Asked']}"
    if story.cost.calls:
        asked += f": {story.cost.input_tokens:,} tokens in, {story.cost.output_tokens:,} out, {told['Cost']} in money"
    more = [told["Its sentences"]] if "Its sentences" in told else []
    more += (
        [f"{story.drafting.put_back} of the built-in writer's put back"] if story.drafting and story.drafting.put_back else []
    )
    return "; ".join([asked, *more])


def say_drafting(drafting: Drafting) -> str:
    """What became of the sentences that a writer wrote."""
    fates = (
        (drafting.stood, "stood"),
        (drafting.reworded, "reworded"),
        (drafting.recast, "recast by the desk"),
        (drafting.replaced, "replaced by the built-in writer's"),
        (drafting.cut, "cut"),
    )
    told = [f"{number} {fate}" for number, fate in fates if number]
    return f"{_count(drafting.written, 'sentence')} written" + (f": {', '.join(told)}" if told else "")


def _asked(story: Story) -> str:
    calls, cached = story.cost.calls, story.cost.cached
    cut = sum(exchange.reply.is_cut for exchange in story.exchanges)
    parts = [_TIMES.get(calls, f"{calls} times")] if calls else ["nothing new"]
    parts += [f"{_count(cached, 'answer')} known from before"] if cached else []
    parts += [f"{_count(cut, 'answer')} cut short"] if cut else []
    return ", ".join(parts)


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'s' * (number != 1)}"
