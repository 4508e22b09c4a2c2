"""What every desk knows by heart: countries with their adjectives and capitals, bodies with their abbreviations, title words.

Compiled by hand for this project from general knowledge: the member and observer states of the United Nations and a
few places that the news treats alike, each with its English adjectives and demonyms, its seat of government (which
stands for the government: "Beijing said") and other names. The lists decide nothing alone: they help to tell what a
name in the text is the name of.

The module is long because it is data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_COUNTRIES: Final = """
Afghanistan|Afghan,Afghans|Kabul
Albania|Albanian,Albanians|Tirana
Algeria|Algerian,Algerians|Algiers
Andorra|Andorran,Andorrans|
Angola|Angolan,Angolans|Luanda
Argentina|Argentine,Argentines,Argentinian,Argentinians|Buenos Aires
Armenia|Armenian,Armenians|Yerevan
Australia|Australian,Australians,Aussie,Aussies|Canberra
Austria|Austrian,Austrians|Vienna
Azerbaijan|Azerbaijani,Azerbaijanis,Azeri,Azeris|Baku
Bahamas|Bahamian,Bahamians|Nassau
Bahrain|Bahraini,Bahrainis|Manama
Bangladesh|Bangladeshi,Bangladeshis|Dhaka
Barbados|Barbadian,Barbadians|Bridgetown
Belarus|Belarusian,Belarusians,Belarussian|Minsk
Belgium|Belgian,Belgians|
Belize|Belizean,Belizeans|Belmopan
Benin|Beninese|Porto-Novo
Bhutan|Bhutanese|Thimphu
Bolivia|Bolivian,Bolivians|La Paz
Bosnia and Herzegovina|Bosnian,Bosnians|Sarajevo|Bosnia,Bosnia-Herzegovina
Botswana|Botswanan,Botswanans|Gaborone
Brazil|Brazilian,Brazilians|Brasilia
Brunei|Bruneian,Bruneians|
Bulgaria|Bulgarian,Bulgarians|Sofia
Burkina Faso|Burkinabe|Ouagadougou
Burundi|Burundian,Burundians|Bujumbura
Cambodia|Cambodian,Cambodians|Phnom Penh|Kampuchea
Cameroon|Cameroonian,Cameroonians|Yaounde
Canada|Canadian,Canadians|Ottawa
Cape Verde|Cape Verdean,Cape Verdeans|
Central African Republic||Bangui
Chad|Chadian,Chadians|N'Djamena
Chile|Chilean,Chileans|Santiago
China|Chinese|Beijing|People's Republic of China,PRC,P.R.C.,Peking
Colombia|Colombian,Colombians|Bogota
Comoros|Comorian,Comorians|Moroni
Democratic Republic of Congo|Congolese|Kinshasa|Congo,DR Congo,DRC,Democratic Republic of the Congo,Zaire
Congo-Brazzaville||Brazzaville|Republic of Congo,Republic of the Congo
Costa Rica|Costa Rican,Costa Ricans|San Jose
Croatia|Croatian,Croatians,Croat,Croats|Zagreb
Cuba|Cuban,Cubans|Havana
Cyprus|Cypriot,Cypriots|Nicosia
Czech Republic|Czech,Czechs|Prague|Czechia
Czechoslovakia|Czechoslovak,Czechoslovakian|
Denmark|Danish,Dane,Danes|Copenhagen
Djibouti|Djiboutian,Djiboutians|
Dominican Republic|Dominican,Dominicans|Santo Domingo
East Germany|East German,East Germans|
East Timor|East Timorese,Timorese|Dili|Timor-Leste
Ecuador|Ecuadorean,Ecuadorian,Ecuadoreans,Ecuadorians|Quito
Egypt|Egyptian,Egyptians|Cairo
El Salvador|Salvadoran,Salvadorans,Salvadorean|San Salvador
Equatorial Guinea||Malabo
Eritrea|Eritrean,Eritreans|Asmara
Estonia|Estonian,Estonians|Tallinn
Eswatini|Swazi,Swazis|Mbabane|Swaziland
Ethiopia|Ethiopian,Ethiopians|Addis Ababa
Fiji|Fijian,Fijians|Suva
Finland|Finnish,Finn,Finns|Helsinki
France|French,Frenchman,Frenchmen,Frenchwoman|Paris
Gabon|Gabonese|Libreville
Gambia|Gambian,Gambians|Banjul
Georgia|Georgian,Georgians|Tbilisi
Germany|German,Germans|Berlin|Federal Republic of Germany
Ghana|Ghanaian,Ghanaians|Accra
Greece|Greek,Greeks|Athens
Greenland|Greenlandic,Greenlander,Greenlanders|Nuuk
Grenada|Grenadian,Grenadians|
Guatemala|Guatemalan,Guatemalans|
Guinea|Guinean,Guineans|Conakry
Guinea-Bissau||Bissau
Guyana|Guyanese|
Haiti|Haitian,Haitians|Port-au-Prince
Honduras|Honduran,Hondurans|Tegucigalpa
Hong Kong|Hong Konger,Hong Kongers|
Hungary|Hungarian,Hungarians|Budapest
Iceland|Icelandic,Icelander,Icelanders|Reykjavik
India|Indian,Indians|New Delhi|Delhi
Indonesia|Indonesian,Indonesians|Jakarta
Iran|Iranian,Iranians|Tehran|Islamic Republic of Iran,Persia
Iraq|Iraqi,Iraqis|Baghdad
Ireland|Irish,Irishman,Irishmen,Irishwoman|Dublin|Republic of Ireland,Irish Republic
Israel|Israeli,Israelis|
Italy|Italian,Italians|Rome
Ivory Coast|Ivorian,Ivorians|Yamoussoukro|Cote d'Ivoire
Jamaica|Jamaican,Jamaicans|
Japan|Japanese|Tokyo
Jordan|Jordanian,Jordanians|Amman
Kazakhstan|Kazakh,Kazakhs|Astana
Kenya|Kenyan,Kenyans|Nairobi
Kosovo|Kosovan,Kosovans,Kosovar,Kosovars|Pristina
Kuwait|Kuwaiti,Kuwaitis|
Kyrgyzstan|Kyrgyz|Bishkek
Laos|Laotian,Laotians|Vientiane
Latvia|Latvian,Latvians|Riga
Lebanon|Lebanese|Beirut
Lesotho|Basotho|Maseru
Liberia|Liberian,Liberians|Monrovia
Libya|Libyan,Libyans|Tripoli
Liechtenstein|Liechtensteiner|Vaduz
Lithuania|Lithuanian,Lithuanians|Vilnius
Luxembourg|Luxembourgish,Luxembourger,Luxembourgers|
Madagascar|Malagasy|Antananarivo
Malawi|Malawian,Malawians|Lilongwe
Malaysia|Malaysian,Malaysians|Kuala Lumpur
Maldives|Maldivian,Maldivians|
Mali|Malian,Malians|Bamako
Malta|Maltese|Valletta
Marshall Islands|Marshallese|
Mauritania|Mauritanian,Mauritanians|Nouakchott
Mauritius|Mauritian,Mauritians|Port Louis
Mexico|Mexican,Mexicans|Mexico City
Micronesia|Micronesian|
Moldova|Moldovan,Moldovans|Chisinau
Monaco|Monegasque|
Mongolia|Mongolian,Mongolians|Ulaanbaatar
Montenegro|Montenegrin,Montenegrins|Podgorica
Morocco|Moroccan,Moroccans|Rabat
Mozambique|Mozambican,Mozambicans|Maputo
Myanmar|Burmese|Naypyidaw|Burma
Namibia|Namibian,Namibians|Windhoek
Nauru|Nauruan,Nauruans|
Nepal|Nepali,Nepalese,Nepalis|Kathmandu
Netherlands|Dutch,Dutchman,Dutchmen,Dutchwoman|The Hague|Holland
New Zealand|New Zealander,New Zealanders|Wellington
Nicaragua|Nicaraguan,Nicaraguans|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian,Nigerians|Abuja
North Korea|North Korean,North Koreans|Pyongyang|DPRK,Democratic People's Republic of Korea
North Macedonia|Macedonian,Macedonians|Skopje|Macedonia
Norway|Norwegian,Norwegians|Oslo
Oman|Omani,Omanis|Muscat
Pakistan|Pakistani,Pakistanis|Islamabad
Palau|Palauan|
Palestine|Palestinian,Palestinians|Ramallah|Palestinian Authority,Palestinian Territories
Panama|Panamanian,Panamanians|Panama City
Papua New Guinea|Papua New Guinean|Port Moresby
Paraguay|Paraguayan,Paraguayans|Asuncion
Peru|Peruvian,Peruvians|Lima
Philippines|Philippine,Filipino,Filipinos,Filipina|Manila
Poland|Polish,Pole,Poles|Warsaw
Portugal|Portuguese|Lisbon
Puerto Rico|Puerto Rican,Puerto Ricans|San Juan
Qatar|Qatari,Qataris|Doha
Romania|Romanian,Romanians|Bucharest
Russia|Russian,Russians|Moscow,Kremlin|Russian Federation
Rwanda|Rwandan,Rwandans|Kigali
Samoa|Samoan,Samoans|Apia
Saudi Arabia|Saudi,Saudis,Saudi Arabian|Riyadh|Kingdom of Saudi Arabia
Senegal|Senegalese|Dakar
Serbia|Serbian,Serbians,Serb,Serbs|Belgrade
Seychelles|Seychellois|
Sierra Leone|Sierra Leonean,Sierra Leoneans|Freetown
Singapore|Singaporean,Singaporeans|
Slovakia|Slovak,Slovaks,Slovakian|Bratislava
Slovenia|Slovenian,Slovenians,Slovene,Slovenes|Ljubljana
Solomon Islands||Honiara
Somalia|Somali,Somalis,Somalian|Mogadishu
South Africa|South African,South Africans|Pretoria
South Korea|South Korean,South Koreans|Seoul|Republic of Korea
South Sudan|South Sudanese|Juba
Soviet Union|Soviet,Soviets||USSR,U.S.S.R.
Spain|Spanish,Spaniard,Spaniards|Madrid
Sri Lanka|Sri Lankan,Sri Lankans|Colombo
Sudan|Sudanese|Khartoum
Suriname|Surinamese|Paramaribo
Sweden|Swedish,Swede,Swedes|Stockholm
Switzerland|Swiss|Bern
Syria|Syrian,Syrians|Damascus
Taiwan|Taiwanese|Taipei
Tajikistan|Tajik,Tajiks|Dushanbe
Tanzania|Tanzanian,Tanzanians|Dodoma
Thailand|Thai,Thais|Bangkok
Togo|Togolese|Lome
Tonga|Tongan,Tongans|
Trinidad and Tobago|Trinidadian,Trinidadians|Port of Spain|Trinidad
Tunisia|Tunisian,Tunisians|Tunis
Turkey|Turkish,Turk,Turks|Ankara|Turkiye
Turkmenistan|Turkmen|Ashgabat
Uganda|Ugandan,Ugandans|Kampala
Ukraine|Ukrainian,Ukrainians|Kyiv,Kiev
United Arab Emirates|Emirati,Emiratis|Abu Dhabi|UAE,U.A.E.,Emirates
United Kingdom|British,Briton,Britons,Brit,Brits|London,Whitehall,Downing Street|UK,U.K.,Britain,Great Britain
United States|American,Americans|Washington,White House|US,U.S.,USA,U.S.A.,United States of America,America
Uruguay|Uruguayan,Uruguayans|Montevideo
Uzbekistan|Uzbek,Uzbeks|Tashkent
Vanuatu|Vanuatuan|
Vatican City||Holy See|Vatican
Venezuela|Venezuelan,Venezuelans|Caracas
Vietnam|Vietnamese|Hanoi|Viet Nam
West Germany|West German,West Germans|Bonn
Yemen|Yemeni,Yemenis|Sanaa
Yugoslavia|Yugoslav,Yugoslavs,Yugoslavian|
Zambia|Zambian,Zambians|Lusaka
Zimbabwe|Zimbabwean,Zimbabweans|Harare
England|English,Englishman,Englishmen,Englishwoman|
Scotland|Scottish,Scot,Scots,Scotsman|
Wales|Welsh,Welshman,Welshmen|
Northern Ireland|Northern Irish|Stormont
Europe|European,Europeans|
Western Europe|Western European,West European,Western Europeans|
Eastern Europe|Eastern European,East European,Eastern Europeans|
Central Europe|Central European,Central Europeans|
Africa|African,Africans|
Asia|Asian,Asians|
Latin America|Latin American,Latin Americans|
North America|North American,North Americans|
South America|South American,South Americans|
Middle East|Middle Eastern|
Scandinavia|Scandinavian,Scandinavians|
Caribbean||
Arab world|Arab,Arabs,Arabic|
California|Californian,Californians|
Texas|Texan,Texans|
Sicily|Sicilian,Sicilians|
Chechnya|Chechen,Chechens|Grozny
Crimea|Crimean,Crimeans|
Catalonia|Catalan,Catalans|
Tibet|Tibetan,Tibetans|
Bavaria|Bavarian,Bavarians|
"""

_BODIES: Final = """
European Union|EU,E.U.
European Commission|
European Parliament|
European Central Bank|ECB
European Community|EC,European Communities
European Economic Community|EEC
European Free Trade Association|EFTA
United Nations|UN,U.N.
United Nations Security Council|UN Security Council,U.N. Security Council
North Atlantic Treaty Organization|NATO,North Atlantic Treaty Organisation,N.A.T.O.
International Monetary Fund|IMF,I.M.F.
World Bank|
World Health Organization|WHO,World Health Organisation
World Trade Organization|WTO,World Trade Organisation
Organisation for Economic Co-operation and Development|OECD,Organization for Economic Cooperation and Development
Organization of the Petroleum Exporting Countries|OPEC,Organisation of the Petroleum Exporting Countries
International Atomic Energy Agency|IAEA
International Criminal Court|ICC
International Court of Justice|ICJ
International Committee of the Red Cross|ICRC
African Union|AU
Association of Southeast Asian Nations|ASEAN,Association of South East Asian Nations
Organization for Security and Cooperation in Europe|OSCE
General Agreement on Tariffs and Trade|GATT
Federal Bureau of Investigation|FBI,F.B.I.
Central Intelligence Agency|CIA,C.I.A.
National Security Agency|NSA
Environmental Protection Agency|EPA
Food and Drug Administration|FDA
Securities and Exchange Commission|SEC
Internal Revenue Service|IRS
Department of Justice|DOJ,Justice Department
State Department|Department of State
Defense Department|Department of Defense,Pentagon
Treasury Department|Department of the Treasury
Federal Reserve|Fed,Federal Reserve Board
National Aeronautics and Space Administration|NASA
Centers for Disease Control and Prevention|CDC
National Health Service|NHS
Confederation of British Industry|CBI
British Broadcasting Corporation|BBC
Cable News Network|CNN
Associated Press|AP
Agence France-Presse|AFP,Agence France Presse
Reuters|Reuters news agency,Thomson Reuters
Xinhua|Xinhua news agency,Xinhua News Agency,New China News Agency
Tass|TASS,Itar-Tass,Tass news agency
Kyodo|Kyodo news agency
Bloomberg|Bloomberg News
New York Times|
Wall Street Journal|
Financial Times|FT
International Olympic Committee|IOC
International Business Machines|IBM
General Motors|GM
General Electric|GE
American Civil Liberties Union|ACLU
World Wildlife Fund|WWF
Irish Republican Army|IRA
Palestine Liberation Organization|PLO,Palestine Liberation Organisation
"""

_GROUPS: Final = """
Democrat Democrats Democratic Dems Republican Republicans GOP Labour Tory Tories Conservative Conservatives Liberal
Liberals Liberal_Democrat Liberal_Democrats Lib_Dem Lib_Dems Communist Communists Socialist Socialists Green Greens Muslim
Muslims Islamic Islamist Islamists Christian Christians Catholic Catholics Protestant Protestants Anglican Jewish Jew
Jews Hindu Hindus Buddhist Buddhists Sikh Sikhs Sunni Sunnis Shia Shi'ite Shiite Shiites Kurdish Kurd Kurds Western
Westerner Westerners Nazi Nazis Taliban Marxist Orthodox Hispanic Hispanics Latino Latinos Tamil Tamils Basque Basques
Bosniak Hutu Tutsi Allied Allies
"""

_SINGULAR: Final = {
    "democrats": "democrat",
    "democratic": "democrat",
    "dems": "democrat",
    "republicans": "republican",
    "gop": "republican",
    "tories": "conservative",
    "tory": "conservative",
    "lib dem": "liberal democrat",
    "lib dems": "liberal democrat",
    "jewish": "jew",
    "kurdish": "kurd",
    "westerner": "western",
    "westerners": "western",
    "shi'ite": "shia",
    "shiite": "shia",
    "shiites": "shia",
}

HONORIFICS: Final = frozenset(
    """
    mr mrs ms miss mx dr sir dame lord lady baron baroness prof professor rev reverend fr father sister brother rabbi
    imam sheikh hon madam mme m sra sr gen lt col maj capt sgt cpl pvt cmdr adm brig insp det supt gov sen rep
    """.split()
)
"""Words before a name that say how to address a person; dots dropped."""

OFFICE_HEADS: Final = frozenset(
    """
    president premier minister secretary chancellor governor mayor senator congressman congresswoman congressperson
    representative ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman chairperson chair chief
    director manager head leader commissioner commander general colonel captain lieutenant major sergeant admiral
    marshal judge justice attorney prosecutor lawyer solicitor king queen prince princess emperor pope archbishop bishop
    cardinal officer inspector constable superintendent detective sheriff editor analyst economist strategist professor
    coach trainer treasurer speaker whip deputy councillor counsellor adviser advisor aide founder owner president-elect
    harbourmaster harbormaster master boss striker midfielder defender goalkeeper keeper winger forward actor actress
    singer author producer writer poet astronaut pilot firefighter doctor nurse scientist researcher engineer tsar czar
    vice-president diplomat lawmaker legislator mp mep ceo cfo coo cto executive partner dealer trader broker teacher
    principal counsel ombudsman auditor registrar coroner magistrate regulator laureate champion skipper novelist artist
    dj bookmaker comedian rapper guitarist drummer filmmaker film-maker lecturer barrister businessman businesswoman
    tycoon billionaire entrepreneur designer architect photographer surgeon consultant sprinter swimmer golfer boxer
    jockey cyclist hooker prop lock flanker fly-half scrum-half full-back batsman bowler wicketkeeper playmaker
    quarterback pitcher politician activist campaigner journalist correspondent reporter broadcaster presenter historian
    """.split()
)
"""Last words of offices and callings ("harbour master", "foreign minister")."""

OFFICE_WORDS: Final = OFFICE_HEADS | frozenset(
    """
    prime vice deputy assistant acting former ex-president ex-prime then interim under-secretary undersecretary foreign
    interior public security defence defense finance home state health trade agriculture energy education justice
    transport environment labour labor culture economy economic treasury communications information industry commerce
    affairs science technology development of for and the at chief executive senior junior managing general supreme
    national federal party opposition lord first permanent parliamentary press district us city house senate committee
    fire police harbour harbor port bank company central shadow co-founder co-chairman major-general lieutenant-general
    staff social immigration intelligence planning water maritime fisheries sports sport tourism housing employment
    climate business board non-executive regional local county world
    """.split()
)
"""Words an office before a name may be made of."""

ORGANISATION_WORDS: Final = frozenset(
    """
    inc corp corporation co ltd limited plc llc llp ag gmbh sa nv bv spa company companies group holdings holding bank
    banks trust fund union association federation confederation league club fc united party front movement army navy
    force forces ministry department office bureau agency authority commission committee council court tribunal
    parliament congress senate assembly board institute institution foundation university college school academy
    hospital church society service services administration police guard brigade corps chamber exchange press news times
    post guardian telegraph journal gazette herald tribune broadcasting television tv radio network airlines airways air
    motors industries industry technologies technology systems software partners capital securities insurance energy oil
    gas petroleum electric power steel mining international organisation organization coalition alliance team studios
    pictures records entertainment laboratories labs pharmaceuticals communications telecom telekom stores markets lines
    shipping ports railways rail line works cooperative
    """.split()
)
"""Words that make a name a body's."""

PLACE_WORDS: Final = frozenset(
    """
    street road avenue square bridge island islands river lake sea ocean bay gulf strait mountain mountains mount valley
    county province region district city town village airport harbour harbor port beach coast desert peninsula park hill
    hills north south east west northern southern eastern western cape canal quay dock docks pier terminal
    """.split()
)
"""Words that make a name a place's, where nothing speaks for a body."""

GENERIC_BODIES: Final = frozenset(
    """
    agency company authority ministry commission bank firm union council committee party court group department
    regulator broadcaster airline carmaker manufacturer retailer club university government federation association board
    bureau institute foundation hospital newspaper watchdog bloc alliance charity lender insurer publisher supermarket startup
    """.split()
)
"""Nouns that, after "the", may stand for one body named before."""

CALENDAR: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat
    sun gmt bst utc est edt pst cet a.m p.m am pm christmas easter
    """.split()
)
"""Days, months and clock words, which are no names."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known string stands for. ``key`` is folded; ``kind`` is "place", "body" or "group"; ``is_adjective`` for
    "Hungarian"; ``stands_for`` is the country's key where the string is its seat of government."""

    key: str
    text: str
    kind: str
    is_adjective: bool = False
    stands_for: str = ""


def _plain(text: str) -> str:
    return " ".join(text.replace(".", "").replace("’", "'").casefold().split())


def _build() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for line in _COUNTRIES.strip().splitlines():
        country, adjectives, capitals, *rest = line.split("|")
        key = _plain(country)
        for text in (country, *(rest[0].split(",") if rest else ())):
            entries[_plain(text)] = Entry(key, country, "place")
        for text in filter(None, adjectives.split(",")):
            entries.setdefault(_plain(text), Entry(key, country, "place", is_adjective=True))
        for text in filter(None, capitals.split(",")):
            entries.setdefault(_plain(text), Entry(_plain(text), text, "place", stands_for=key))
    for line in _BODIES.strip().splitlines():
        body, short_forms = line.split("|")
        for text in (body, *filter(None, short_forms.split(","))):
            entries[_plain(text)] = Entry(_plain(body), body, "body")
    for word in _GROUPS.split():
        text = word.replace("_", " ")
        key = _plain(text)
        singular = key[:-1] if key.endswith("s") else key
        entries.setdefault(key, Entry(_SINGULAR.get(key, singular), text, "group", is_adjective=True))
    return entries


_WIDER: Final = frozenset(
    (
        "europe",
        "western europe",
        "eastern europe",
        "central europe",
        "africa",
        "asia",
        "latin america",
        "south america",
        "middle east",
    )
    + ("scandinavia", "caribbean", "arab world")
)
"""Places of the list that hold many countries, the United States not among them."""
_VAGUE: Final = frozenset(
    ("england", "scotland", "wales", "northern ireland", "north america", "california", "texas", "sicily", "chechnya", "crimea")
    + ("catalonia", "tibet", "bavaria")
)
"""Places of the list that are part of a country, or hold the United States."""

_ENTRIES: Final = _build()
LONGEST_ENTRY: Final = max(len(key.split()) for key in _ENTRIES)
"""Most words that a known string has."""

_ALSO_WORDS: Final = frozenset({"us", "who", "ap", "au", "ec", "sec", "un", "eu", "ira", "ft", "ge", "gm"})


def look_up(folded: str, is_all_capitals: bool = True) -> Entry | None:
    """What the folded string stands for, or ``None``. Abbreviations that are also words need ``is_all_capitals``."""
    if not is_all_capitals and folded in _ALSO_WORDS:
        return None
    return _ENTRIES.get(folded)


def are_of_two_countries(one: str, other: str) -> bool:
    """Whether two folded strings name, describe or stand for two countries ("us" and "hungarian"), or for the United States and a part of
    the world that it is not in ("european")."""
    mine, theirs = _country(one), _country(other)
    if not mine or not theirs or mine == theirs:
        return False
    return not {mine, theirs} & _WIDER or "united states" in (mine, theirs)


def _country(folded: str) -> str:
    entry = _ENTRIES.get(folded)
    if entry is None or entry.kind != "place" or entry.key in _VAGUE:
        return ""
    return entry.stands_for or entry.key


def get_capital_country(folded: str) -> str:
    """The key of the country whose government the capital stands for, or an empty string."""
    entry = _ENTRIES.get(folded)
    return entry.stands_for if entry else ""


def is_seat_of(folded: str, country_key: str) -> bool:
    """Whether the place is the seat of government of that country ("beijing" of "china")."""
    return bool(country_key) and get_capital_country(folded) == country_key
