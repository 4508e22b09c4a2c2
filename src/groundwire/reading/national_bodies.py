"""Bodies and seats that belong to one country alone, as a desk's gazetteer has them: where the White House acts, the United States do."""

from __future__ import annotations

from typing import Final

_BODIES: Final = """
united states: white house; pentagon; oval office; state department; justice department; department of justice; treasury department
| defense department; department of defense; department of homeland security; homeland security secretary; health and human services
| department of agriculture; department of labor; labor department; commerce department; department of veterans affairs
| environmental protection agency; federal reserve; federal bureau of investigation; fbi; central intelligence agency; cia
| national security agency; nsa; internal revenue service; irs; food and drug administration; fda
| centers for disease control and prevention; cdc; nasa; securities and exchange commission; air force one
united kingdom: downing street; whitehall; house of commons; house of lords; hm treasury; home office; buckingham palace; bank of england
| national health service; nhs; ministry of defence; revenue and customs; scotland yard
russia: kremlin; state duma; federation council; lubyanka
france: elysee palace; elysee; quai d'orsay; assemblee nationale
germany: bundestag; bundesrat; bundesbank; bundeswehr
israel: knesset; shin bet; mossad
india: lok sabha; rajya sabha; rashtrapati bhavan
ireland: dail; taoiseach; oireachtas
poland: sejm
ukraine: verkhovna rada
south korea: blue house
norway: storting
sweden: riksdag; riksbank
denmark: folketing
"""


def _build() -> dict[str, tuple[str, ...]]:
    countries = (line.partition(":") for line in _BODIES.replace("\n|", ";").strip().splitlines())
    return {country: tuple(body.strip() for body in bodies.split(";")) for country, _, bodies in countries}


_OF: Final = _build()


def bodies_of(country_key: str) -> tuple[str, ...]:
    """The folded names of bodies that only this country has; none for a country, or anything else, that is not listed."""
    return _OF.get(country_key, ())
