/**
 * Common words that lie so near to words of rubrics that a search for misspellings would take them for those: `stage` is
 * not `state`. Found by mending the ten thousand most common English words and keeping those that were changed.
 */
export const notMisspelt: ReadonlySet<string> = new Set(
  `
  activists addiction affect affiliation allocated allocation alter animated animation apache appreciation
  armed attacked attended auction aviation bond boring cakes calling caps cards career careers carey carries
  carrying cars cases cells cheers chef chem chen chess chick chicks choose chose chuck cited cleaner
  cleared clicks collected commented companies companion competent competing compiled composed computed
  computing conducted confirmation connector consideration consistent constitute constitutes contacted
  content contest continent converted convicted cooked core corrected county court creek cups decades
  declined decorative delayed delegation detection died dining discussed diving donation draft editing elect
  elected endorsed even ever excited exciting exit extended face fake false fame fare fast fate feeding
  feeling filed filled fist fitted fitting fixed floating flooring flying forge forgot fred handle handled
  handles haven headed heated hockey hoped implications indication informed innovation intense invitation
  karen kids killed kills kiss kits les lies listing liver loc lock locked locks logged logs loops los loss
  lots loved loves lows maker makers males massage mean means meat messaging mode modem modes monetary motel
  mountains news norman obligation older owner packing pain paint particularly paying permits phrase pierce
  pierre pike plan police posing prevent prices print proceed proceeds professional professionals
  promotional provision provisions received repeated requested resorts retain retired retreat routing ruling
  says shirt shoot shore sort specified specifies specify spoke sport stage stake stanford stars stats
  supervisor supplied supported talking talks tanks teaching thee theme thinks thongs three trace tracker
  tract tracy trading train training trains trans transit trap tray treating trek trick tricks truck trucks
  trying valves wages wales walking washing watts whale whatever wherever white whole wishes witch wives
  woods worlds
`
    .trim()
    .split(/\s+/),
);
