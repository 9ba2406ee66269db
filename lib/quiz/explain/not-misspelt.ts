/**
 * Common words that lie so near to words of rubrics that a search for misspellings would take them for those: `stage` is
 * not `state`. Found by mending the ten thousand most common English words and keeping those that were changed.
 */
export const notMisspelt: ReadonlySet<string> = new Set(
  `
  activists addiction affect affiliation alice alike allocated allocation alter animated animation announced
  apache appointed appreciation armed arrive attacked attended auction auctions automatic aviation bedding
  betting bond boring cakes calling caps car carb card cards career careers carey carl carrier carriers
  carries carrying cars cart cas cases cells cheers chef chem chen chess chick chicks choose chose chuck
  cited clan clay cleaner cleared clicks codes collected collector combined commented comments commons
  companies companion competent competing compiled complaint complaints composed computed computing
  conducted confirmation confirmed confused connector consideration consistent constant constitute
  constitutes contacted contained content contest contests continent contributor convert converted converter
  convicted convinced cooked core corrected county court courts coverage creek cry cups decades declined
  decorative deeply delayed delegation detection died differ differs dining discussed districts diving
  donation dose draft editing elect elected endorsed even ever excited exciting exit extended face fake
  false fame fare fast fate feeding feeling filed filled fist fitted fitting fixed floating flooring flying
  forge forgot fred garage god governor handle handled handles haven headed heads healthy heated heath
  helped hockey hoped implications indication informed innovation intense internal interval investor
  investors invitation invoice karen karl kay kerry keys kids killed kills kiss kits lease les lies listing
  liver loc lock locked locks logged logs loops los loss lots loved loves lows machine maker makers males
  march marking massage math mating mean means meat messaging mining mixing mode modem modes monetary motel
  mountain mountains newer news norman obligation obligations older olive outline outlined overseas owner
  pace packing pain paint palace particularly paying peace permits phrase pierce pierre pike plan plane
  plate police posing preferred prevent prices print proceed proceeds produce professional professionals
  promotional provision provisions received recycling refined repeated requested resorts retail retailer
  retain retired retreat returned routing ruling says scored services shirt shoot shore sic sick sleeps sort
  specified specifies specify spoke sport stack stage stake stanford stars starter stats sticky stock stocks
  strikes stripes stuck sunset supervisor supplied supported survivor survivors taken tales talking talks
  tanks tapes taxes teaching terrace thee theme thin think thinks thong thongs three tide tiger tiles timer
  tires trace tracker tract tracy trade trading train training trains trance trans transit trap tray
  treating trek tribes trick tricks trips truck trucks trying valves wages wales walking washing watts whale
  whatever wherever white whole wicked wired wishes witch wives woods word worlds
`
    .trim()
    .split(/\s+/),
);
