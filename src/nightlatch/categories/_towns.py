"""Towns that many addresses name, of all continents: they tell that a field holds towns, never anything about whose.

In the form of :mod:`nightlatch.categories._cues`: lower case, Arabic without hamza; one word each.
"""

TOWNS = """
london paris berlin madrid rome roma vienna wien moscow москва beijing shanghai tokyo osaka seoul mumbai delhi bangalore
chennai kolkata hyderabad karachi lahore istanbul ankara izmir cairo alexandria lagos nairobi johannesburg chicago
houston phoenix philadelphia dallas austin seattle denver boston detroit memphis portland baltimore milwaukee
albuquerque tucson fresno sacramento atlanta miami oakland minneapolis tulsa cleveland tampa honolulu pittsburgh
cincinnati toronto montreal vancouver calgary ottawa sydney melbourne brisbane perth auckland wellington dublin
edinburgh glasgow manchester birmingham liverpool leeds bristol sheffield amsterdam rotterdam utrecht brussels antwerp
hamburg münchen munich köln cologne frankfurt stuttgart düsseldorf dortmund essen leipzig bremen dresden hannover
nürnberg zürich zurich geneva genève basel bern lyon marseille toulouse nice nantes strasbourg bordeaux lille barcelona
valencia sevilla zaragoza málaga bilbao lisboa lisbon porto milano milan napoli torino palermo genova bologna firenze
warszawa warsaw kraków łódź wrocław poznań gdańsk prague praha brno bratislava budapest bucharest sofia athens belgrade
zagreb kyiv kiev kharkiv odesa minsk riga vilnius tallinn helsinki stockholm göteborg malmö oslo bergen copenhagen
københavn aarhus reykjavik санкт-петербург новосибирск екатеринбург казань самара омск челябинск ростов уфа dubai
riyadh jeddah doha tehran baghdad beirut amman damascus jerusalem jakarta surabaya bandung manila bangkok hanoi saigon
singapore hongkong taipei bogotá medellín lima santiago quito caracas bogota havana montevideo asunción brasília
القاهره الرياض جده دبي بغداد بيروت عمان دمشق الدوحه
bursa adana gaziantep konya antalya kayseri mersin eskişehir diyarbakır samsun denizli trabzon şanlıurfa malatya erzurum
sakarya manisa balıkesir kocaeli hatay muğla aydın tekirdağ edirne çanakkale
szczecin bydgoszcz lublin katowice białystok gdynia częstochowa radom sosnowiec toruń kielce gliwice zabrze rzeszów
olsztyn opole legnica koszalin
rennes reims toulon grenoble dijon angers nîmes villeurbanne brest limoges amiens perpignan metz besançon orléans
rouen mulhouse caen nancy tours poitiers pau avignon montpellier clermont-ferrand saint-étienne aix-en-provence
hannover leipzig bochum wuppertal bielefeld bonn münster karlsruhe mannheim augsburg wiesbaden gelsenkirchen
mönchengladbach braunschweig chemnitz kiel aachen halle magdeburg freiburg krefeld lübeck oberhausen erfurt mainz
rostock kassel hagen saarbrücken potsdam oldenburg osnabrück leverkusen heidelberg solingen darmstadt regensburg
ingolstadt würzburg ulm heilbronn göttingen wolfsburg pforzheim reutlingen koblenz trier jena duisburg essen graz linz
salzburg innsbruck klagenfurt villach lausanne winterthur luzern lugano
eindhoven groningen tilburg almere breda nijmegen apeldoorn haarlem arnhem enschede amersfoort zaanstad zwolle leiden
maastricht dordrecht zoetermeer leeuwarden delft alkmaar venlo assen hilversum gent brugge leuven mechelen liège namur
charleroi mons hasselt
murcia palma córdoba valladolid vigo gijón granada elche oviedo badalona cartagena jerez pamplona almería alicante
burgos albacete salamanca huelva badajoz logroño tarragona cádiz jaén ourense lleida girona cáceres santander getafe
braga coimbra setúbal faro aveiro funchal évora leiria guimarães amadora viseu
verona messina padova trieste brescia parma taranto prato modena reggio ravenna livorno cagliari foggia rimini salerno
ferrara sassari siracusa pescara monza bergamo forlì trento vicenza terni bolzano novara piacenza ancona udine arezzo
lecce pesaro catania bari perugia latina
guarulhos campinas goiânia manaus recife fortaleza curitiba belém salvador maceió natal teresina londrina joinville
uberlândia sorocaba niterói cuiabá florianópolis aracaju osasco contagem
guadalajara monterrey puebla tijuana cancún mérida querétaro toluca hermosillo culiacán saltillo morelia veracruz
zapopan chihuahua torreón acapulco oaxaca rosario mendoza tucumán quilmes neuquén cali barranquilla bucaramanga pereira
manizales cúcuta ibagué arequipa trujillo chiclayo cusco piura valparaíso concepción antofagasta temuco rancagua
maracaibo maracay barquisimeto guayaquil cuenca cochabamba
mumbai pune nagpur surat jaipur lucknow kanpur indore thane bhopal visakhapatnam patna vadodara ghaziabad ludhiana agra
nashik faridabad meerut rajkot varanasi srinagar aurangabad dhanbad amritsar allahabad ranchi howrah coimbatore
jabalpur gwalior vijayawada jodhpur madurai raipur kota guwahati chandigarh solapur hubli mysuru mysore tiruchirappalli
bareilly kolhapur noida gurgaon gurugram kochi mangalore ahmedabad bengaluru dehradun satara sangli
faisalabad rawalpindi multan peshawar quetta gujranwala sialkot dhaka chittagong khulna sylhet rajshahi kathmandu
colombo kandy
ibadan kano kaduna enugu benin abuja jos ilorin onitsha warri aba accra kumasi tamale mombasa kisumu nakuru eldoret
kampala entebbe dodoma arusha mwanza durban pretoria soweto gqeberha bloemfontein polokwane harare bulawayo lusaka
luanda maputo dakar abidjan bamako conakry douala yaoundé kinshasa lubumbashi kigali casablanca rabat fes marrakech
tangier agadir oran algiers tunis sfax tripoli benghazi khartoum
shenzhen guangzhou chengdu wuhan nanjing hangzhou chongqing tianjin xian suzhou qingdao dalian shenyang harbin
changsha zhengzhou kunming xiamen fuzhou ningbo urumqi osaka nagoya yokohama sapporo fukuoka kobe kyoto kawasaki
saitama hiroshima sendai busan incheon daegu daejeon gwangju ulsan kaohsiung taichung tainan
semarang medan makassar palembang yogyakarta denpasar bogor depok bekasi tangerang cebu davao quezon hanoi danang
haiphong cantho penang ipoh johor malacca phuket chiangmai yangon mandalay phnom vientiane
нижний ростов-на-дону уфа красноярск пермь воронеж волгоград краснодар саратов тюмень тольятти ижевск барнаул ульяновск
иркутск хабаровск владивосток ярославль махачкала томск оренбург кемерово рязань астрахань пенза липецк киров тула
чебоксары калининград курск сочи ставрополь тверь магнитогорск брянск иваново белгород сургут владимир чита грозный
калуга смоленск вологда мурманск архангельск псков київ харків одеса дніпро львів запоріжжя вінниця полтава чернігів
черкаси житомир суми хмельницький чернівці рівне тернопіль луцьк ужгород миколаїв херсон минск гомель витебск гродно
брест алматы астана шымкент
αθήνα θεσσαλονίκη πάτρα ηράκλειο λάρισα βόλος ιωάννινα χανιά ρόδος
ostrava plzeň liberec olomouc pardubice hradec košice prešov žilina nitra debrecen szeged miskolc pécs győr cluj-napoca
cluj timișoara iași constanța craiova brașov galați ploiești oradea sibiu arad plovdiv varna burgas ruse novi niš
kragujevac subotica split rijeka osijek zadar ljubljana maribor sarajevo mostar skopje tirana podgorica kaunas klaipėda
šiauliai daugavpils tartu narva tampere espoo vantaa turku oulu jyväskylä lahti kuopio pori uppsala västerås örebro
linköping helsingborg jönköping norrköping lund umeå gävle trondheim stavanger drammen fredrikstad tromsø odense
aalborg esbjerg randers kolding horsens vejle roskilde
leicester coventry bradford cardiff belfast nottingham newcastle sunderland brighton hull plymouth wolverhampton derby
swansea southampton portsmouth aberdeen dundee cork galway limerick waterford croydon luton reading bolton norwich
oxford cambridge ipswich exeter blackpool bournemouth swindon huddersfield peterborough
columbus jacksonville indianapolis charlotte nashville raleigh omaha wichita tampa anaheim stockton toledo newark
orlando durham chandler laredo lubbock scottsdale reno buffalo gilbert glendale chesapeake norfolk fremont boise
richmond spokane tacoma modesto fontana birmingham rochester yonkers amarillo knoxville worcester providence
chattanooga tallahassee cary asheville greensboro winston-salem akron shreveport huntsville savannah dayton
winnipeg edmonton quebec hamilton kitchener halifax victoria saskatoon regina mississauga brampton markham gatineau
adelaide canberra hobart darwin cairns geelong townsville wollongong christchurch hamilton tauranga dunedin
مكه الدمام الطايف تبوك ابها حايل نجران الخبر الجيزه الاسكندريه المنصوره طنطا اسيوط الاقصر اسوان الموصل البصره اربيل حلب
حمص حماه الدار فاس مراكش طنجه وهران تونس صفاقس طرابلس بنغازي الخرطوم عدن صنعاء الكويت مسقط المنامه الشارقه ابوظبي
تهران مشهد اصفهان شیراز تبریز کرج قم اهواز کرمانشاه ارومیه رشت همدان یزد اراک زنجان کرمان قزوین
חיפה ירושלים אשדוד נתניה
"""
