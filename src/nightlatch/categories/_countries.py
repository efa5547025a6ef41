"""Countries: ISO 3166 codes, names and demonyms, for telling nationalities."""

CODES = """
af, al, dz, ad, ao, ag, ar, am, au, at, az, bs, bh, bd, bb, by, be, bz, bj, bt, bo, ba, bw, br, bn, bg, bf, bi,
kh, cm, ca, cv, cf, td, cl, cn, co, km, cg, cd, cr, ci, hr, cu, cy, cz, dk, dj, dm, do, ec, eg, sv, gq, er, ee,
et, fj, fi, fr, ga, gm, ge, de, gh, gr, gd, gt, gn, gw, gy, ht, hn, hk, hu, is, in, id, ir, iq, ie, il, it, jm,
jp, jo, kz, ke, ki, kp, kr, kw, kg, la, lv, lb, ls, lr, ly, li, lt, lu, mo, mg, mw, my, mv, ml, mt, mh, mr, mu,
mx, fm, md, mc, mn, me, ma, mz, mm, na, nr, np, nl, nz, ni, ne, ng, mk, no, om, pk, pw, ps, pa, pg, py, pe, ph,
pl, pt, qa, ro, ru, rw, ws, sa, sn, rs, sc, sl, sg, sk, si, sb, so, za, ss, es, lk, sd, sr, se, ch, sy, tw, tj,
tz, th, tl, tg, to, tt, tn, tr, tm, tv, ug, ua, ae, gb, uk, us, uy, uz, vu, ve, vn, ye, zm, zw, xk, afg, alb,
dza, and, ago, arg, arm, aus, aut, aze, bhr, bgd, blr, bel, ben, bol, bih, bwa, bra, bgr, bfa, khm, cmr, can,
tcd, chl, chn, col, cog, cod, cri, civ, hrv, cub, cyp, cze, dnk, dom, ecu, egy, slv, est, eth, fin, fra, gab,
geo, deu, gha, grc, gtm, gin, hti, hnd, hkg, hun, isl, ind, idn, irn, irq, irl, isr, ita, jam, jpn, jor, kaz,
ken, prk, kor, kwt, kgz, lao, lva, lbn, lbr, lby, lie, ltu, lux, mac, mdg, mwi, mys, mli, mlt, mrt, mex, mda,
mng, mne, mar, moz, mmr, nam, npl, nld, nzl, nic, ner, nga, mkd, nor, omn, pak, pan, pry, per, phl, pol, prt,
qat, rou, rus, rwa, sau, sen, srb, sgp, svk, svn, som, zaf, esp, lka, sdn, swe, che, syr, twn, tjk, tza, tha,
tgo, tun, tur, tkm, uga, ukr, are, gbr, usa, ury, uzb, ven, vnm, yem, zmb, zwe, 156
"""
NAMES_OF_COUNTRIES = """
afghanistan, albania, algeria, angola, argentina, armenia, australia, austria, azerbaijan, bahrain, bangladesh,
belarus, belgium, bolivia, bosnia and herzegovina, botswana, brazil, bulgaria, burkina faso, cambodia, cameroon,
canada, chad, chile, china, colombia, congo, costa rica, croatia, cuba, cyprus, czechia, czech republic,
denmark, dominican republic, ecuador, egypt, el salvador, estonia, ethiopia, finland, france, georgia, germany,
ghana, greece, guatemala, haiti, honduras, hong kong, hungary, iceland, india, indonesia, iran, iraq, ireland,
israel, italy, ivory coast, jamaica, japan, jordan, kazakhstan, kenya, kosovo, kuwait, kyrgyzstan, laos, latvia,
lebanon, libya, lithuania, luxembourg, malaysia, mali, malta, mauritania, mexico, moldova, mongolia, montenegro,
morocco, mozambique, myanmar, namibia, nepal, netherlands, new zealand, nicaragua, niger, nigeria, north korea,
north macedonia, norway, oman, pakistan, palestine, panama, paraguay, peru, philippines, poland, portugal,
qatar, romania, russia, russian federation, rwanda, saudi arabia, senegal, serbia, singapore, slovakia,
slovenia, somalia, south africa, south korea, spain, sri lanka, sudan, sweden, switzerland, syria, taiwan,
tajikistan, tanzania, thailand, togo, tunisia, turkey, türkiye, turkmenistan, uganda, ukraine,
united arab emirates, united kingdom, united states, united states of america, uruguay, uzbekistan, venezuela,
vietnam, yemen, zambia, zimbabwe, deutschland, österreich, schweiz, frankreich, italien, spanien, polen, türkei,
russland, allemagne, belgique, suisse, espagne, italie, maroc, algérie, tunisie, españa, méxico, perú, brasil,
italia, polska, nederland, белгия, россия, украина, беларусь, казахстан, узбекистан, 中国, 中國, 日本, 韩国,
美国, 英国, 俄罗斯, 哈萨克斯坦, 中华人民共和国, 中国香港, 中国台湾, アメリカ, 韓国, 대한민국, 한국, 중국, 미국,
일본, مصر, السعوديه, العراق, سوريا, ایران, suomi, sverige, norge, danmark
"""
DEMONYMS = """
afghan, albanian, algerian, american, angolan, argentine, argentinian, armenian, australian, austrian,
azerbaijani, bahraini, bangladeshi, belarusian, belgian, bolivian, bosnian, brazilian, british, bulgarian,
cambodian, cameroonian, canadian, chilean, chinese, colombian, congolese, croatian, cuban, cypriot, czech,
danish, dominican, dutch, ecuadorian, egyptian, emirati, english, eritrean, estonian, ethiopian, filipino,
finnish, french, georgian, german, ghanaian, greek, guatemalan, haitian, honduran, hungarian, icelandic, indian,
indonesian, iranian, iraqi, irish, israeli, italian, ivorian, jamaican, japanese, jordanian, kazakh, kenyan,
korean, kuwaiti, kyrgyz, latvian, lebanese, libyan, lithuanian, malaysian, malian, maltese, mexican, moldovan,
mongolian, moroccan, mozambican, nepalese, nepali, new zealander, nicaraguan, nigerian, norwegian, omani,
pakistani, palestinian, panamanian, paraguayan, peruvian, polish, portuguese, qatari, romanian, russian,
rwandan, saudi, scottish, senegalese, serbian, singaporean, slovak, slovenian, somali, south african,
south korean, spanish, sri lankan, sudanese, swedish, swiss, syrian, taiwanese, tajik, tanzanian, thai,
tunisian, turkish, turkmen, ugandan, ukrainian, uruguayan, uzbek, venezuelan, vietnamese, welsh, yemeni,
zambian, zimbabwean, deutsch, österreichisch, schweizerisch, französisch, italienisch, spanisch, polnisch,
türkisch, russisch, rumänisch, française, français, allemande, belge, suisse, espagnole, italienne, marocaine,
algérienne, tunisienne, portugaise, española, español, mexicana, mexicano, argentina, argentino, colombiana,
peruana, chilena, venezolana, brasileira, brasileiro, portuguesa, italiana, italiano, francese, tedesca, rumena,
nederlandse, nederlands, belgische, polskie, polska, niemieckie, ukraińskie, россиянин, рф, украинец, русский,
türk, t.c., مصري, سعودي, سوري, عراقي, يمني, اردني, ایرانی, 中国籍, 中国国籍, 日本国籍, 外国籍
"""
