"""More sentences labelled by hand, in the manner of ``linked_names`` and for its tables: most are of namesakes, where a link would be a guess.

They were written before the rules that they tried were changed, and are for development."""

from __future__ import annotations

from typing import Final

GUESSES: Final = {
    "companies": """
Kestrel's nest was robbed at night. =>
Orchard's blossom drew thousands of visitors. =>
Kestrel Motors UK sold more vans. =>
Orchard Europe has 40 employees. =>
Kestrel Motors' chairman and Tisza Steel's met in Vienna. => Kestrel Motors'=Kestrel Motors AG;Tisza Steel's=Tisza Steel Nyrt.
Tisza Steel's Slovak subsidiary was fined. => Tisza Steel's=Tisza Steel Nyrt.
A subsidiary of Halden Shipping was fined. => Halden Shipping=Halden Shipping ASA
Kestrel Motors shares rose 2 per cent and Delta Ferries lost 1. => Kestrel Motors=Kestrel Motors AG;Delta Ferries=Delta Ferries plc
The Kestrel Trust protects birds. =>
The Meridian line runs from Leeds to York. =>
On the Meridian estate, two flats burned. =>
Captain Halden of the tug was hurt. =>
Ms Orchard thanked her lawyer. =>
Grace Orchard's shop was robbed. =>
The painter Orchard died in June. =>
Orchard and his wife moved to Spain. =>
Orchard, who is 34, denies the charge. =>
A judge told Orchard that he would go to prison. =>
"I saw nothing," Orchard told the court. =>
Banque Ormeau Foundation grants went to schools. =>
At the Ormeau crossing, a lorry overturned. =>
Meridian FM played the song. =>
Anchor was dropped at dawn. =>
The Delta plan was shelved. =>
Halden mayor Kari Moe opened the road. =>
VXL and Orchard shares were the most traded. => VXL=VXL;Orchard=Orchard Inc.
Ratings agency Moss cut Banque Ormeau to junk. => Banque Ormeau=Banque Ormeau SA
For Meridian, it is the third loss in a row. => Meridian=Meridian Holdings Ltd
Meridian has debts of 40 million pounds. => Meridian=Meridian Holdings Ltd
Unions at Tisza Steel want a tenth more pay. => Tisza Steel=Tisza Steel Nyrt.
Tisza Steel, which employs 4,000 people, will cut one job in ten. => Tisza Steel=Tisza Steel Nyrt.
The takeover of Meridian by a Dutch fund was approved. => Meridian=Meridian Holdings Ltd
Dutch fund Halm Partners will buy Meridian for 40 million pounds. => Meridian=Meridian Holdings Ltd
Orchard will open an office in Riga. => Orchard=Orchard Inc.
In May, Orchard cut its prices. => Orchard=Orchard Inc.
According to Orchard, nobody was hurt. => Orchard=Orchard Inc.
Profits at Orchard and VXL were flat. => Orchard=Orchard Inc.;VXL=VXL
Kestrel, which makes vans in Graz, hired 90 people. => Kestrel=Kestrel Motors AG
The plan would cost Kestrel 300 jobs. => Kestrel=Kestrel Motors AG
A lorry driver from Kestrel was killed. =>
Officers searched a flat in Meridian on Sunday. =>
The singer wore a Kestrel on her sleeve. =>
Kestrel Class yachts race on Sundays. =>
Orchard trees need little water. =>
Emma Orchard and her son opened a bakery. =>
Anchor & Sons, a hundred years old, will close. => Anchor & Sons=Anchor & Sons
Halden Shipping fell 3 per cent in Oslo. => Halden Shipping=Halden Shipping ASA
The fund sold its stake in Halden Shipping. => Halden Shipping=Halden Shipping ASA
The fund sold its stake in Orchard. => Orchard=Orchard Inc.
Shareholders of Meridian voted for the sale. => Meridian=Meridian Holdings Ltd
Delta Ferries Ltd of Malta went bankrupt. =>
Ormeau, France's oldest bank, will close 40 branches. => Ormeau=Banque Ormeau SA
Ormeau and Meridian will share an office. => Ormeau=Banque Ormeau SA;Meridian=Meridian Holdings Ltd
The new owner of VXL is a fund from Hong Kong. => VXL=VXL
Trading in VXL was halted. => VXL=VXL
Kestrel Motors, Austria's largest carmaker, will build a plant in Graz. => Kestrel Motors=Kestrel Motors AG
Graz-based Kestrel Motors will hire 400 people. => Kestrel Motors=Kestrel Motors AG
Kestrel's chief executive, Anna Weir, resigned. => Kestrel's=Kestrel Motors AG
"We have no debt," Kestrel Motors said in a statement. => Kestrel Motors=Kestrel Motors AG
Sales at Delta Ferries, which carries two million people a year, were flat. => Delta Ferries=Delta Ferries plc
The ferry operator Delta Ferries raised its fares. => Delta Ferries=Delta Ferries plc
Ferry operator Delta Ferries raised its fares. => Delta Ferries=Delta Ferries plc
DELTA FERRIES TO SELL TWO SHIPS => DELTA FERRIES=Delta Ferries plc
Meridian, a property company, sold six hotels. => Meridian=Meridian Holdings Ltd
Meridian Holdings Limited paid no dividend. => Meridian Holdings Limited=Meridian Holdings Ltd
The board of Meridian Holdings met twice. => Meridian Holdings=Meridian Holdings Ltd
Mumbai's Bank of Almora raised its rates. => Bank of Almora=Bank of Almora
Indian lender Bank of Almora raised its rates. => Bank of Almora=Bank of Almora
Hungary's Tisza Steel and Norway's Halden Shipping fell. => Tisza Steel=Tisza Steel Nyrt.;Halden Shipping=Halden Shipping ASA
Tisza Steel (BUD: TSZ) gained 2.1 percent. => Tisza Steel (BUD: TSZ)=Tisza Steel Nyrt.
Orchard, the software company, doubled its profit. => Orchard=Orchard Inc.
Orchard (NYSE: ORCD) doubled its profit. => Orchard (NYSE: ORCD)=Orchard Inc.
Investors in Orchard were told to wait. => Orchard=Orchard Inc.
The regulator fined Orchard 40 million dollars. => Orchard=Orchard Inc.
Its rival Orchard cut its prices. => Orchard=Orchard Inc.
VXL, based in Shenzhen, makes batteries. => VXL=VXL
Suppliers of VXL were paid late. => VXL=VXL
The contract went to Northern Harbour Services. => Northern Harbour Services=Northern Harbour Services Group
Anchor and Sons closed its last mill. => Anchor and Sons=Anchor & Sons
Ormeau lent less to farmers last year. => Ormeau=Banque Ormeau SA
Strikes at Ormeau and at Halden Shipping ended. => Ormeau=Banque Ormeau SA;Halden Shipping=Halden Shipping ASA
Halden Shipping ASA chief executive Kari Moe resigned. => Halden Shipping ASA=Halden Shipping ASA
The price of Halden Shipping's shares doubled. => Halden Shipping's=Halden Shipping ASA
Talks between Kestrel Motors and the union broke down. => Kestrel Motors=Kestrel Motors AG
Both Orchard and Meridian declined to comment. => Orchard=Orchard Inc.;Meridian=Meridian Holdings Ltd
Susan Kestrel, 44, was elected mayor of the town. =>
Councillor Kestrel voted against the plan. =>
The Kestrel family has run the inn since 1911. =>
Inspector Kestrel told the court that the lock had been forced. =>
The Kestrel, a pub near the station, lost its licence. =>
Kestrel Motorsport won the rally. =>
Kestrel Motors' Hungarian arm hired 50 welders. => Kestrel Motors'=Kestrel Motors AG
Kestrel Motors Bank lent less last year. =>
Kestrel Motors Deutschland GmbH closed a depot. =>
Former Kestrel Motors engineer Paul Weir opened a garage. => Kestrel Motors=Kestrel Motors AG
A Kestrel Motors spokesman declined to comment. => Kestrel Motors=Kestrel Motors AG
Kestrels are back in the valley. =>
Kestrel populations have halved since 1990. =>
Kestrel chicks hatched on the cathedral tower. =>
Kestrel, a falcon, hovers before it strikes. =>
HMS Kestrel left the harbour on Sunday. =>
Kestrel Hill was closed to walkers. =>
Kestrel Motors and Halden Shipping signed a contract. => Kestrel Motors=Kestrel Motors AG;Halden Shipping=Halden Shipping ASA
Owners of Kestrel cars complained about rust. => Kestrel=Kestrel Motors AG
The union at Kestrel Motors called off the strike. => Kestrel Motors=Kestrel Motors AG
Kestrel United beat Orchard Town 2-1. =>
Kestrel won the cup final on penalties. =>
Police in Kestrel are looking for a white van. =>
Residents of Kestrel were told to boil their water. =>
A bus from Kestrel to Graz overturned. =>
Hunters saw a Kestrel above the field. =>
Delta Ferries' cheapest ticket costs 40 euros. => Delta Ferries'=Delta Ferries plc
The Mekong Delta ferries carry rice. =>
Blue Delta Ferries, a Greek line, is another company. =>
Delta Ferries Greece, no relation, stopped sailing. =>
A captain of Delta Ferries was fined. => Delta Ferries=Delta Ferries plc
Meridian Energy raised its prices in Auckland. =>
Prime Meridian, a band from Leeds, released a record. =>
The Meridian hotel was sold at auction. =>
The Meridian, a ferry, ran aground. =>
Judge Meridian adjourned the case. =>
Jack Meridian scored in the last minute. Meridian had come on as a substitute. =>
Shares in Meridian fell 3 per cent after a profit warning. => Meridian=Meridian Holdings Ltd
Meridian Holdings' chairman bought shares. => Meridian Holdings'=Meridian Holdings Ltd
Meridian Square was full by noon. =>
Meridian said that profit rose. => Meridian=Meridian Holdings Ltd
Doctors at Meridian Hospital went on strike. =>
Meridian lines are drawn in brass on the floor. =>
Meridian time was adopted by the railways. =>
She grew up in Meridian, a town of 4,000. =>
The State Bank of Almora opened forty branches. =>
Bank of Almora (Ceylon) closed its office. =>
Bank of Almora Securities advised on the sale. =>
Bank of Almora chief Ravi Nair resigned. => Bank of Almora=Bank of Almora
Police in Almora arrested two men. =>
Central Bank of Almora officials met in May. =>
The Bank of Almora said that deposits had grown. => Bank of Almora=Bank of Almora
Bank of Almora Cricket Club lost by six runs. =>
Bank of Almora branches will close at noon. => Bank of Almora=Bank of Almora
Bank of Almora Tower was evacuated. =>
Upper Tisza Steel Cooperative was dissolved. =>
Tisza Steel Romania, a separate company, makes wire. =>
Tisza Steel SK won the handball title. =>
Tisza Steel workers got a raise. => Tisza Steel=Tisza Steel Nyrt.
Tisza Foods Arena was sold out. =>
Tisza Foods' parent company is Dutch. => Tisza Foods'=Tisza Foods Zrt.
The Tisza Steel furnace will be relit in May. => Tisza Steel=Tisza Steel Nyrt.
Tisza leader Mark Varga spoke in Szolnok. =>
The Cherry Orchard was staged in the park. =>
The Orchard opened for lunch on Sunday. =>
Orchard owners want cheaper water. =>
Orchard House, where the writer lived, is for sale. =>
Apple Orchard Inc., a grower in Maine, sued a rival. =>
The minister praised Orchard for its growth. => Orchard=Orchard Inc.
Detective Orchard said that a man was held. =>
William Orchard wrote three novels. =>
Mr. Orchard paid the fine. =>
Analysts cut their targets for Orchard after the results. => Orchard=Orchard Inc.
Orchard shares closed at a record. => Orchard=Orchard Inc.
Orchard fruit was damaged by hail. =>
Orchard Inc's board met twice. => Orchard Inc's=Orchard Inc.
Orchard Software, a start-up in Riga, raised money. =>
Rose Orchard Ltd was wound up. =>
Thieves stole pears from Orchard Farm. =>
Orchard, 52, pleaded guilty to fraud. =>
Orchard, a retired teacher, found the purse. =>
Her husband, David Orchard, runs the shop. =>
VXL Racing finished second. =>
VXL's phones sell well in Africa. => VXL's=VXL
VXL Games, a studio in Lyon, closed. =>
The jacket, size VXL, was found by the river. =>
Chinese battery maker VXL (1877.HK) raised 2 billion dollars. => VXL (1877.HK)=VXL
Demand for VXL shares outran supply. => VXL=VXL
The National Hockey Schools Guild, or NHSG, met in May. NHSG has 40 members. =>
Northern Harbour was closed by ice. =>
Northern Harbour Services Group's tugs were on their way. => Northern Harbour Services Group's=Northern Harbour Services Group
Anchor & Daughters opened a shop in Hull. =>
Davis Anchor & Sons, an undertaker, went bankrupt. =>
The owner of Anchor & Sons retired. => Anchor & Sons=Anchor & Sons
Father Ormeau read the names of the dead. =>
Claire Ormeau painted the ceiling. =>
In Ormeau, police closed two roads. =>
Ormeau resident Paul Kelly saw the fire. =>
Ormeau said that it would cut jobs. => Ormeau=Banque Ormeau SA
Lyon-based Banque Ormeau sold its leasing arm. => Banque Ormeau=Banque Ormeau SA
Banque Ormeau Suisse was fined in Geneva. =>
Lord Ormeau gave the land to the city. =>
Ormeau Capital, a fund in Boston, bought the mine. =>
The bank, Ormeau, has 40 branches. => Ormeau=Banque Ormeau SA
Halden Shipping Academy trains officers. =>
Halden Shipping Lines Pakistan, a different firm, lost a ship. =>
Halden Shipping Singapore was fined. =>
East Halden Shipping was dissolved in 1931. =>
Halden Shipping's newest tanker was named in May. => Halden Shipping's=Halden Shipping ASA
Kestrel, Meridian and VXL all gained. => Kestrel=Kestrel Motors AG;Meridian=Meridian Holdings Ltd;VXL=VXL
Alan Meridian and Ruth Orchard were married in June. =>
Professor Halden Meridian taught law. =>
Orchard Avenue and Meridian Road will be closed. =>
""",
    "ports": """
Drava's flood plain was evacuated. =>
Cambry cheese is sold in 40 countries. =>
The Lisset agreement was signed by nine states. =>
Varnholm-born singer Ida Hale won the prize. =>
The Drava flooded two villages. =>
Selwyn Cambry wrote the song. =>
Varnholm and Cambry handled less, Lisset more. => Varnholm=Varnholm;Cambry=Cambry;Lisset=Lisset
Three ships were turned away from Varnholm. => Varnholm=Varnholm
Fog closed Lisset for six hours. => Lisset=Lisset
Lisset, which was closed by fog, lost 400 containers. => Lisset=Lisset
Goods from Cambry wait a week. => Cambry=Cambry
Cambry won a contract from the shipping line. => Cambry=Cambry
Between January and March, Drava handled less than Lisset. => Drava=Drava;Lisset=Lisset
Emil Varnholm, a baker, won the lottery. =>
The Varnholm Declaration was read aloud. =>
Lisset scored in the last minute. =>
Cambry University closed its library. =>
A tug sank off Santa Orla. => Santa Orla=Santa Orla
Varnholm, the busiest of the six, handled 52,000 containers. => Varnholm=Varnholm
Cambry's traffic fell, and Lisset's rose. => Cambry's=Cambry;Lisset's=Lisset
Traffic through Drava and Santa Orla fell. => Drava=Drava;Santa Orla=Santa Orla
The Croatian port of Drava handled less. => Drava=Drava
Sweden's Varnholm and Britain's Cambry share the trade. => Varnholm=Varnholm;Cambry=Cambry
The Port of Cambry bought two cranes. => Cambry=Cambry
Lisset port workers voted to strike. => Lisset=Lisset
At Varnholm, 52,000 containers were unloaded. => Varnholm=Varnholm
Ships bound for Port Selwyn were sent to Lisset. => Port Selwyn=Port Selwyn;Lisset=Lisset
Varnholm striker Ivo Hale scored twice. =>
Varnholm beat Cambry 3-0. =>
FC Varnholm signed a goalkeeper. =>
Cambry FC was relegated. =>
Cambry lost 2-1 at home to Lisset. =>
Cambry's goalkeeper saved a penalty. =>
The coach of Lisset resigned after the defeat. =>
Varnholm Bank raised its rates. =>
Varnholm Shipping Company bought two tugs. =>
The Cambry Institute published the survey. =>
The Cambry Times reported the theft. =>
The Lisset Declaration was signed in May. =>
Port Selwyn High School was closed. =>
Bank of Drava cut its rates. =>
Drava Airlines cancelled its flights. =>
The MV Varnholm was towed to the quay. =>
The ferry Lisset was late. =>
Lisset Brandt, a dancer, broke her foot. =>
Anna Drava won the prize. =>
Dr Cambry saw the patient. =>
Santa Orla's quay was repaired. => Santa Orla's=Santa Orla
Cambry, Pennsylvania, has two churches. =>
Lisset, a village in Ohio, lost its school. =>
Lake Drava froze over. =>
Mount Lisset was covered in snow. =>
Cambry dockers went on strike. => Cambry=Cambry
Varnholm harbour was dredged. => Varnholm=Varnholm
Varnholm's container terminal was sold. => Varnholm's=Varnholm
Lisset, Cambry and Drava all grew. => Lisset=Lisset;Cambry=Cambry;Drava=Drava
The ship left Port Selwyn on Monday and reached Cambry on Friday. => Port Selwyn=Port Selwyn;Cambry=Cambry
Dockers at Lisset and at Santa Orla refused overtime. => Lisset=Lisset;Santa Orla=Santa Orla
Drava, 31, was the first to finish. =>
Sergeant Drava closed the road. =>
The Drava brothers own the mill. =>
Container rates from Varnholm to Lisset doubled. => Varnholm=Varnholm;Lisset=Lisset
The Cambry Bridge was painted. =>
Traffic at Drava, Croatia's busiest port, rose. => Drava=Drava
""",
    "people": """
Lund's results disappointed investors. =>
Strand, a hamlet of six houses, was cut off. =>
Police in Strand found the car. =>
Brandt was fined for breaking a listing rule, the exchange said. =>
Strand and Lund voted against. => Strand=Hilda Strand
Lund, the finance minister, said that taxes would rise. =>
Critics of Brandt said that he should resign. => Brandt=Peter Anselm Brandt
Brandt's government lost the vote. => Brandt's=Peter Anselm Brandt
The opposition wants Strand to resign. => Strand=Hilda Strand
Nurse Brandt saved the child. =>
A stake in Brandt changed hands. =>
Hilda Strand, the interior minister, resigned. => Hilda Strand=Hilda Strand
Minister of Finance Otto Lund presented the budget. => Otto Lund=Otto Lund
Outgoing Prime Minister Peter Brandt thanked the staff. => Peter Brandt=Peter Anselm Brandt
The budget of Otto Lund, 54, was rejected. => Otto Lund=Otto Lund
Health Minister Marta Lund's plan was rejected. => Marta Lund's=Marta Lund
The Lund Foundation gave the town a library. =>
Brandt AG, a maker of pumps, hired 40 people. =>
Brandt shares fell 4 per cent. =>
Shares in Strand rose after the merger. =>
Szabo & Co was wound up. =>
Hilda Strand School opened in May. =>
The Otto Lund Prize went to a poet. =>
Otto Brandt, an actor, died in June. =>
Hilda Lund won the race. =>
Peter Strand was fined. =>
Interior Minister Strand said that the border was open. => Strand=Hilda Strand
The interior minister, Hilda Strand, flew home. => Hilda Strand=Hilda Strand
Strand Hotel was sold. =>
Brandt, a striker, scored twice. =>
Brandt, 24, signed for three years. =>
Strand's spokesman denied it. => Strand's=Hilda Strand
Hilda Strand's husband, Karl Strand, is a fisherman. => Hilda Strand's=Hilda Strand
Mr Brandt said that he would not resign. => Brandt=Peter Anselm Brandt
Judge Brandt adjourned the trial. =>
Professor Szabo gave the lecture. =>
Prime Minister Brandt met the union. => Brandt=Peter Anselm Brandt
The Brandt family sold the farm. =>
The Brandt government lost the vote. => Brandt=Peter Anselm Brandt
Brandt told parliament that taxes would fall. => Brandt=Peter Anselm Brandt
Strand Group, a builder, went bankrupt. =>
Strand Energy drilled two wells. =>
The carmaker Brandt recalled 4,000 vans. =>
Szabo Motors opened a garage. =>
Ilona Szabo and Hilda Strand spoke for an hour. => Ilona Szabo=Ilona Szabó;Hilda Strand=Hilda Strand
""",
    "countries": """
Jordan and his brother were arrested. =>
Jordan, who is 19, denies the charge. =>
Georgia voted for the Republican. =>
The Georgia peach harvest was early. =>
Turkey was roasted with thyme. =>
Wheat prices in Turkey rose. => Turkey=Turkey
Drought cut the harvest of Niger by a third. => Niger=Niger
Mali's neighbours closed their borders. => Mali's=Mali
Hungary, Georgia and Jordan harvested more. => Hungary=Hungary;Georgia=Georgia;Jordan=Jordan
Jordan Mills scored twice. Jordan is 19. =>
China's imports of wheat rose, and Hungary's fell. => China's=China;Hungary's=Hungary
Exporters in Turkey and Georgia waited. => Turkey=Turkey;Georgia=Georgia
Officials from South Korea met officials from Mali. => South Korea=South Korea;Mali=Mali
The government of Niger banned exports. => Niger=Niger
Rain ruined the harvest in Jordan. => Jordan=Jordan
Jordan, a nurse from Hull, won the prize. =>
Jordan, 24, was found asleep in the park. =>
Georgia, 7, lost her cat. =>
Georgia Power raised its rates. =>
The flood hit Savannah, Georgia. =>
The Republic of Georgia harvested less. => Georgia=Georgia
Turkey sandwiches were sold out. =>
Turkey farmers in Norfolk fear bird flu. =>
Turkey's farmers harvested less wheat. => Turkey's=Turkey
China Airlines ordered two jets. =>
The Bank of China raised its rates. =>
China plates were thrown at the wall. =>
Niger State, in Nigeria, was flooded. =>
The Jordan River is shallow. =>
The west bank of the Jordan was flooded. =>
Katie Jordan opened a shop. =>
Jordan Brand shoes were stolen. =>
Hungary's harvest was the smallest since 2012. => Hungary's=Hungary
Mali and Niger closed their border. => Mali=Mali;Niger=Niger
Little Hungary, a restaurant, burned down. =>
Georgia Smith is a baker. =>
Wheat from Hungary went to Jordan. => Hungary=Hungary;Jordan=Jordan
South Korea's imports rose. => South Korea's=South Korea
Officials in Georgia and Turkey agreed. => Georgia=Georgia;Turkey=Turkey
Miss Jordan sang the anthem. =>
Little Georgia was born on Monday. =>
The Turkey Trot drew 4,000 runners. =>
""",
}
