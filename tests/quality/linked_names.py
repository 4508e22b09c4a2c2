"""Sentences with the rows that they speak of, labelled by hand, in our own words about invented bodies, places and people.

Each line is a text, then " => " and the links: the words and the row they mean, "words=row", several apart by ";", nothing where no
row is meant. ``LABELLED`` was used for development; ``HELD_OUT`` is only counted, and nobody looks at its misses."""

from __future__ import annotations

from typing import Final

from bench.rows import RowsTable

from groundwire.model import Alias, Column, ColumnKind, TableCard


def _card(name: str, title: str, row: str, labels: tuple[str, ...], aliases: tuple[Alias, ...] = ()) -> TableCard:
    columns = (
        Column(name="name", kind=ColumnKind.NAME),
        *(Column(name=label, kind=ColumnKind.LABEL) for label in labels),
        Column(name="value", kind=ColumnKind.NUMBER, meaning="value"),
    )
    return TableCard(
        id=name,
        title=title,
        row=row,
        columns=columns,
        subject="name",
        key=("name",),
        aliases=aliases,
        ticker="ticker" if "ticker" in labels else "",
        exchange="exchange" if "exchange" in labels else "",
    )


def _table(card: TableCard, *lines: str) -> RowsTable:
    names = [column.name for column in card.columns]
    return RowsTable(card, [dict(zip(names, [*line.split("|"), "1"], strict=True)) for line in lines])


COMPANIES: Final = _table(
    _card(
        "companies",
        "Share prices",
        "one company on one trading day",
        ("country", "ticker", "exchange"),
        (
            Alias(subject="Kestrel Motors AG", words=("the Austrian carmaker Kestrel", "Kestrel")),
            Alias(subject="Banque Ormeau SA", words=("Ormeau",)),
        ),
    ),
    "Kestrel Motors AG|Austria|KSTM|VIE",
    "Delta Ferries plc|Ireland|DLTF|LSE",
    "Meridian Holdings Ltd|Britain|MRD|LSE",
    "Bank of Almora|India|BOA|NSE",
    "Tisza Steel Nyrt.|Hungary|TSZ|BUD",
    "Tisza Foods Zrt.|Hungary|TFD|BUD",
    "Orchard Inc.|United States|ORCD|NYSE",
    "VXL|China|1877|HKG",
    "Northern Harbour Services Group|Norway|NHSG|OSL",
    "Anchor & Sons|Britain|ANC|LSE",
    "Banque Ormeau SA|France|ORM|PAR",
    "Halden Shipping ASA|Norway|HALD|OSL",
)
PORTS: Final = _table(
    _card("ports", "Port traffic", "one port in one month", ("country",)),
    "Varnholm|Sweden",
    "Port Selwyn|New Zealand",
    "Cambry|Britain",
    "Lisset|Portugal",
    "Santa Orla|Chile",
    "Drava|Croatia",
)
PEOPLE: Final = _table(
    _card("people", "Votes of ministers", "one minister", ("office",)),
    "Hilda Strand|interior minister",
    "Otto Lund|finance minister",
    "Marta Lund|health minister",
    "Peter Anselm Brandt|prime minister",
    "Ilona Szabó|foreign minister",
)
COUNTRIES: Final = _table(
    _card("countries", "Grain harvests", "one country in one year", ()),
    "Hungary",
    "Georgia",
    "Jordan",
    "Turkey",
    "China",
    "South Korea",
    "Mali",
    "Niger",
)
ROLLS: Final = {"companies": COMPANIES, "ports": PORTS, "people": PEOPLE, "countries": COUNTRIES}

LABELLED: Final = {
    "companies": """
Kestrel Motors said on Monday that it would build a second paint shop. => Kestrel Motors=Kestrel Motors AG
Shares in Kestrel fell after the carmaker cut its outlook. => Kestrel=Kestrel Motors AG
A kestrel nested on the roof of the town hall. =>
The Austrian carmaker Kestrel hired 300 people. => The Austrian carmaker Kestrel=Kestrel Motors AG
The delta ferries carry farmers to the islands. =>
Delta Ferries plc sold two of its ships. => Delta Ferries plc=Delta Ferries plc
Doctors feared that the Delta variant would return. =>
Delta Ferries, which sails from Cork, raised its fares. => Delta Ferries=Delta Ferries plc
Meridian Holdings Ltd. paid no dividend. => Meridian Holdings Ltd.=Meridian Holdings Ltd
Analysts expect Meridian to sell its hotels. => Meridian=Meridian Holdings Ltd
The Greenwich meridian runs through the car park. =>
The Meridian Theatre reopened with a new play. =>
Bank of Almora raised its lending rate. => Bank of Almora=Bank of Almora
The match at Bank of Almora Stadium ended without a goal. =>
The Bank of Almora Foundation gave the school 40 desks. =>
Tisza Steel closed one furnace while Tisza Foods opened a mill. => Tisza Steel=Tisza Steel Nyrt.;Tisza Foods=Tisza Foods Zrt.
The Tisza rose by a metre overnight. =>
Tisza, the steel maker's rival, was silent. =>
Orchard's profit doubled last year. => Orchard's=Orchard Inc.
Orchard growers fear a late frost. =>
Orchard Inc. said that its chief executive would step down. => Orchard Inc.=Orchard Inc.
The Orchard Road fire was put out by noon. =>
VXL (HKG: 1877) rose 4 per cent in early trading. => VXL (HKG: 1877)=VXL
The Chinese battery maker VXL opened a plant in the south. => VXL=VXL
The shirt comes in sizes up to VXL-2. =>
VXL (NASDAQ: VXLQ) makes lenses in Ohio. =>
Northern Harbour Services Group lost a tender. => Northern Harbour Services Group=Northern Harbour Services Group
Northern Harbour Services said that the tug was safe. => Northern Harbour Services=Northern Harbour Services Group
Anchor & Sons closed its last mill. => Anchor & Sons=Anchor & Sons
Anchor the boat and bring your sons, the leaflet said. =>
Banque Ormeau cut 200 jobs in Lyon. => Banque Ormeau=Banque Ormeau SA
Ormeau's lawyers declined to comment. => Ormeau's=Banque Ormeau SA
The Ormeau Road bakery has new owners. =>
Halden Shipping ordered two tankers. => Halden Shipping=Halden Shipping ASA
Halden Shipping ASA (OSL: HALD) ordered two tankers. => Halden Shipping ASA (OSL: HALD)=Halden Shipping ASA
Police in Halden found the stolen yacht. =>
Mr Kestrel taught mathematics for forty years. =>
The German carmaker Kestrel Motors denied the report. =>
The singer Orchard cancelled her tour. =>
Among the losers were Orchard, VXL and Halden Shipping. => Orchard=Orchard Inc.;VXL=VXL;Halden Shipping=Halden Shipping ASA
Traders sold shares of Tisza Foods Zrt. on Friday. => Tisza Foods Zrt.=Tisza Foods Zrt.
Tisza Foods' sales fell. => Tisza Foods'=Tisza Foods Zrt.
The NHSG tender ends in May, Northern Harbour Services Group said. => NHSG=Northern Harbour Services Group;Northern Harbour Services Group=Northern Harbour Services Group
Storm Delta cancelled the ferries to Cork. =>
Jane Orchard, a teacher, won the race. Orchard trains at night. =>
The Kestrel Motors Arena hosts the final. =>
Kestrel Motors Finance, a lender, is owned by somebody else. =>
Investors bought Bank of Almora (NSE: BOA) for a third day. => Bank of Almora (NSE: BOA)=Bank of Almora
The index rose as $KSTM gained 3 per cent. => KSTM=Kestrel Motors AG
In Vienna, Kestrel Motors gained 3 per cent. => Kestrel Motors=Kestrel Motors AG
On Tuesday Meridian Holdings said it had found a buyer. => Meridian Holdings=Meridian Holdings Ltd
Meridian Hotels of Canada, no relation, filed for bankruptcy. Meridian has 40 hotels. =>
A spokeswoman for Halden Shipping said nobody was hurt. => Halden Shipping=Halden Shipping ASA
While VXL gained, Orchard slipped. => VXL=VXL;Orchard=Orchard Inc.
The Delta Ferries chief executive resigned. => Delta Ferries=Delta Ferries plc
Dutch shipper Halden Shipping sold a depot. =>
Norwegian shipper Halden Shipping sold a depot. => Halden Shipping=Halden Shipping ASA
Spanish lender Banque Ormeau denied the report. =>
The Italian group Tisza Foods is not listed anywhere. =>
The Halden Shipping Museum opens in June. =>
Halden Shipping Museum tickets cost ten euros. =>
Delta Ferries Cup winners paraded through the town. =>
Meridian Gardens were closed after the storm. =>
The town of Kestrel has one shop and no school. =>
The village of Ormeau was flooded. =>
Kestrel Motors Germany, a dealer, went bankrupt. =>
Orchard and VXL both rose. => Orchard=Orchard Inc.;VXL=VXL
Lawyers for Orchard, Inc. appealed. => Orchard, Inc.=Orchard Inc.
""",
    "ports": """
Varnholm handled more containers than Lisset in March. => Varnholm=Varnholm;Lisset=Lisset
The port of Varnholm was closed by ice. => Varnholm=Varnholm
Varnholm Port reopened on Sunday. => Varnholm=Varnholm
The University of Varnholm hired a new rector. =>
Varnholm University students went home early. =>
Varnholm, Minnesota, has a museum of boats. =>
Varnholm, Sweden, has the deepest quay. => Varnholm=Varnholm
The yacht Varnholm sank off the coast. =>
Dockers at Port Selwyn went back to work. => Port Selwyn=Port Selwyn
Selwyn was the name of his dog. =>
Cambry and Lisset lost traffic to Drava. => Cambry=Cambry;Lisset=Lisset;Drava=Drava
New Cambry, on the other side of the ocean, has no port. =>
Lady Cambry opened the flower show. =>
Mr Lisset has run the bakery since May. =>
The Drava River burst its banks. =>
The Lisset Accord was signed in a hotel. =>
Traffic in Santa Orla fell for a third month. => Santa Orla=Santa Orla
Santa came to Orla's house on Sunday. =>
The Treaty of Cambry ended the war. =>
In Drava, exports rose. => Drava=Drava
Lisset's container traffic was the largest of all. => Lisset's=Lisset
Port Selwyn handled 4,000 containers, ahead of Cambry. => Port Selwyn=Port Selwyn;Cambry=Cambry
The Cambry Orchestra played in the rain. =>
Sofia Lisset was named captain. Lisset scored twice. =>
North Varnholm is a suburb without trams. =>
The cyclist Drava won the stage. =>
Ships waited outside Varnholm for two days. => Varnholm=Varnholm
Cambry City drew with Lisset Rovers. =>
The port at Cambry, the country's oldest, is being dredged. => Cambry=Cambry
Typhoon Cambry made landfall at dawn. =>
Tropical storm Drava formed over the gulf. =>
Maria Lisset, a nurse, was the first to arrive. Lisset is 40. =>
West Drava got a new school. =>
Lisset and Drava Railway opened a new line. =>
The Bishop of Lisset spoke of peace. =>
""",
    "people": """
Interior Minister Hilda Strand won 61 votes. => Hilda Strand=Hilda Strand
Hilda Strand won 61 votes. Strand thanked her party. => Hilda Strand=Hilda Strand;Strand=Hilda Strand
Strand said that the border would stay open. => Strand=Hilda Strand
Mrs Strand said that the border would stay open. => Strand=Hilda Strand
Karl Strand, a fisherman, saw the boat. =>
Lund said that taxes would rise. =>
Otto Lund said that taxes would rise. => Otto Lund=Otto Lund
Otto Lund presented the budget. Lund said that taxes would rise. => Otto Lund=Otto Lund;Lund=Otto Lund
Marta Lund visited two hospitals. => Marta Lund=Marta Lund
Lund University published the survey. =>
Peter Brandt met the king. => Peter Brandt=Peter Anselm Brandt
Prime Minister Peter Anselm Brandt met the king. => Peter Anselm Brandt=Peter Anselm Brandt
Willy Brandt once lived in the street. =>
Foreign Minister Ilona Szabo flew to Oslo. => Ilona Szabo=Ilona Szabó
Szabó signed the treaty. => Szabó=Ilona Szabó
The Strand, a cinema, will close. =>
They walked along the strand at dawn. =>
Peter Brandt Street is closed to cars. =>
Hilda Strand and Otto Lund disagreed. => Hilda Strand=Hilda Strand;Otto Lund=Otto Lund
The Brandt report was leaked on Monday. => Brandt=Peter Anselm Brandt
Interior Minister Karl Strand resigned. =>
Strand Road was closed by snow. =>
The Lund family owns the mill. =>
""",
    "countries": """
Hungary harvested more wheat than Georgia. => Hungary=Hungary;Georgia=Georgia
Atlanta, Georgia, expects rain. =>
Michael Jordan sold his house. Jordan had lived there for years. =>
Jordan imported more grain. => Jordan=Jordan
Roast turkey will cost more this year. =>
Turkey will import more grain this year. => Turkey=Turkey
The Hungarian harvest was poor. =>
The china cabinet was sold for 300 euros. =>
China bought most of it. => China=China
South Korea and China signed a deal. => South Korea=South Korea;China=China
The South China Sea was calm. =>
Talks in Mali broke down. => Mali=Mali
The Niger River flooded the fields. =>
Niger sent 200 trucks. => Niger=Niger
Georgia O'Keeffe painted it in 1930. =>
South Georgia is an island of penguins. =>
The China Shop, a café, opened on Friday. =>
Air China cancelled its flights. =>
Exports from Turkey to Hungary doubled. => Turkey=Turkey;Hungary=Hungary
North Korea tested a missile. =>
Bank of Jordan cut its rates. =>
The Niger Delta is rich in oil. =>
Jordan Henderson, a midfielder, was injured. Jordan will miss the cup. =>
Jordan's king opened the dam. => Jordan's=Jordan
""",
}

HELD_OUT: Final = {
    "companies": """
Kestrel Motors AG's chairman bought more of its shares. => Kestrel Motors AG's=Kestrel Motors AG
Profits at Kestrel Motors and at Tisza Steel went up. => Kestrel Motors=Kestrel Motors AG;Tisza Steel=Tisza Steel Nyrt.
Workers at the Kestrel plant near Graz walked out. => Kestrel=Kestrel Motors AG
A pair of kestrels raised four chicks above the plant. =>
Delta Ferries (LSE: DLTF) carried fewer lorries. => Delta Ferries (LSE: DLTF)=Delta Ferries plc
The Danube delta is home to pelicans. =>
Delta Airways, which is not listed, ordered two aircraft. =>
Meridian Holdings' debt was cut to junk. => Meridian Holdings'=Meridian Holdings Ltd
The Meridian Line was moved by 100 metres. =>
Bank of Almora will open on Sundays. => Bank of Almora=Bank of Almora
They met on the south bank of Almora Creek. =>
The BOA said that lending had grown. => BOA=Bank of Almora
Tisza Foods Zrt., the biggest of the millers, hired drivers. => Tisza Foods Zrt.=Tisza Foods Zrt.
Anglers on the Tisza counted dead fish. =>
An Orchard spokesman declined to comment. => Orchard=Orchard Inc.
The orchard behind the church was sold. =>
Apple Orchard, a nursery school, has 40 children. =>
VXL's third plant will open in May. => VXL's=VXL
Analysts cut their forecasts for VXL, Orchard and Anchor & Sons. => VXL=VXL;Orchard=Orchard Inc.;Anchor & Sons=Anchor & Sons
The VXL Cup final was played in the rain. =>
Anchor and Sons closed at 98 pence. => Anchor and Sons=Anchor & Sons
The tug dropped anchor and its sons of crewmen waved. =>
French lender Banque Ormeau raised new capital. => Banque Ormeau=Banque Ormeau SA
Swiss lender Banque Ormeau raised new capital. =>
Ms Ormeau was elected to the parish council. =>
Halden Shipping said on Friday that it had sold a tanker. => Halden Shipping=Halden Shipping ASA
The town of Halden lies on the border. =>
Northern Harbour Services Group's tugs are idle. => Northern Harbour Services Group's=Northern Harbour Services Group
The Northern Harbour Choir sang twice. =>
Meridian (LSE: MRD) bought a hotel in Leeds. => Meridian (LSE: MRD)=Meridian Holdings Ltd
The fund sold Tisza Steel, Halden Shipping and others. => Tisza Steel=Tisza Steel Nyrt.;Halden Shipping=Halden Shipping ASA
Kestrel Motors Racing won the rally. =>
""",
    "ports": """
Containers piled up in Cambry as cranes stood still. => Cambry=Cambry
Varnholm and Drava both lost traffic. => Varnholm=Varnholm;Drava=Drava
The Varnholm Gazette sold 4,000 copies. =>
Cambry's mayor opened the new quay. => Cambry's=Cambry
Port of Lisset officials met the union. => Lisset=Lisset
The boxer Varnholm lost on points. =>
Lisset, Ohio, elected its first mayor. =>
Lisset, Portugal, is open all year. => Lisset=Lisset
East Lisset has its own post office. =>
At Santa Orla the cranes are new. => Santa Orla=Santa Orla
Nora Drava, a poet, was born in the port. Drava moved away at six. =>
Shipments through Port Selwyn rose. => Port Selwyn=Port Selwyn
The Cambry Declaration was signed by twelve countries. =>
In March, Drava was the quietest port. => Drava=Drava
Traffic at Varnholm, Cambry and Lisset fell. => Varnholm=Varnholm;Cambry=Cambry;Lisset=Lisset
Hurricane Lisset weakened overnight. =>
""",
    "people": """
Hilda Strand's bill passed by ten votes. => Hilda Strand's=Hilda Strand
Ms Szabó thanked the ambassador. => Szabó=Ilona Szabó
Anna Szabó, a swimmer, trained in the lake. Szabó won twice. =>
Marta Lund won more votes than Otto Lund. => Marta Lund=Marta Lund;Otto Lund=Otto Lund
Finance Minister Lund spoke for an hour. =>
Minister Strand will travel to Oslo. => Strand=Hilda Strand
Peter A. Brandt was re-elected. => Peter A. Brandt=Peter Anselm Brandt
The Strand Hotel has 80 rooms. =>
Health Minister Marta Lund resigned. => Marta Lund=Marta Lund
Ilona Szabó met Hilda Strand on Monday. => Ilona Szabó=Ilona Szabó;Hilda Strand=Hilda Strand
""",
    "countries": """
Mali and Niger closed the border. => Mali=Mali;Niger=Niger
Savannah, Georgia, is bracing for rain. =>
Chinese buyers paid more for wheat. =>
Wheat from Hungary went to Jordan. => Hungary=Hungary;Jordan=Jordan
The Jordan Valley was dry. =>
South Korea's harvest was the smallest since 1980. => South Korea's=South Korea
Turkey sandwiches were sold at half price. =>
Grain stocks in Turkey fell by a tenth. => Turkey=Turkey
Bank of China raised its rates. =>
The Georgia Dome was torn down. =>
Georgia and Turkey agreed on a price. => Georgia=Georgia;Turkey=Turkey
""",
}
