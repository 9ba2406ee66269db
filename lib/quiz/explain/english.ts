/*
 * The English that the reasoning knows, whatever the question: small closed classes of words. What a question is about
 * stands in its rubric.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words between those of a pattern that do not change what it says. */
export const fillers = words(`
  a an the its their our your his my this that these those any some just really actually also still very own
  simply even itself always basically essentially continuously constantly automatically currently job jobs it
`);

/** Begin a new segment of a sentence. */
export const connectors = words(`
  and or nor but while whereas whilst although though however because since so which who where when if unless yet vs
  versus until therefore hence thus meanwhile conversely instead otherwise plus except contrary
`);

/** After these the sentence turns: what was denied before them is not denied after. */
export const copulas = words(`
  is are was were be been being am becomes become remains remain stays stay means mean equals gets get has have had
`);

export const auxiliaries = words(`
  is are was were be does do did has have will would can could should must may might
`);

/** A finite verb that shows that a run of words says something. */
export const statingVerbs = words(`
  is are was were be been being am do does did has have had will would can could should must may might shall
  belongs belong gets get goes go runs run counts count comes come stays stay remains remain lives live exists exist
  becomes become means mean considers consider treats treat sees see keeps keep tracks track manages manage makes make
  happens happen describes describe represents represent acts act serves serve forms form handles handle executes
  execute performs perform compares compare monitors monitor watches watch wants want owns own cares care shows show
  appears appear disappears lets let looks look works work leaves leave takes take regards regard expects expect says
`);

export const pronouns = words('it they this these those he she them');

/** Denies what follows in its segment. Longer ones are patterns, see `negations`. */
export const negations = `
  not, never, no, none, nobody, nothing, neither, nor, without, hardly, barely, non, no longer, nowhere,
  cannot, outside of?, out of, excluded, excludes, omits, omitted, ignores, ignored, lacks, lacking, stops,
  stopped, left out, leaves _ out, leave _ out, takes _ out, take _ out, apart from, separate from,
  independent of/from, far from, free of/from, fails to, anything but, wrong, false, incorrect, untrue,
  mistaken, disregards, disregarded, absent from, missing from, beyond, external to, removed from, detached
  from, myth, mistake, no one, irrelevant, decoupled from, bypasses, exempt from, invisible to
`;

/** Look like a denial and are none. */
export const noNegations = `
  not only, not just, not merely, not simply, not solely, nothing but, no doubt, no matter, not sure, no
  idea, no more than, without doubt, or not, not to mention, nothing more than, by comparison, in comparison, by contrast, no wonder, no question,
  wrong with, not until
`;

/** Before a name these make it what the subject is compared with, not the subject. */
export const unlike = `
  unlike, opposed to, contrast to/with, compared to/with, contrary to, different from/to/than
`;
export const like = `
  like, same as, similar to, just as, such as, equal to, identical to
`;
/** Join a second name to the first. */
export const joining = `as well as, along with, together with, and also, just like, much like, exactly like`;
export const instead = `
  instead of, rather than, in place of, as opposed to
`;
export const than = `
  than, alongside, before, after
`;

/** Make a statement less than a claim. */
export const hedges = `
  not clear, unclear, not understand, wonder, maybe, perhaps, possibly, probably, presumably, might be, could be, guess, guessing, not sure, unsure, no
  idea, not certain, uncertain, suppose, not know, wild guess, not remember, no clue, or something, who
  knows, or maybe, not really know, hopefully, not entirely sure, not quite sure, not completely sure, not
  totally sure, not a hundred, might, not 100
`;

/** Words that begin a question. */
export const askers = words(`
  is are was were do does did has have can could should would will what why how when where who which whose whats
`);

/** All words of the lists above: they are spelt as meant. */
export const ownLanguage = [
  negations,
  noNegations,
  unlike,
  like,
  joining,
  instead,
  than,
  hedges,
  ...connectors,
  ...statingVerbs,
].join(' ');
