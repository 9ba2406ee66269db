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

/** With a word after them they show that a run of words says something: `argo brings it back`, `you delete`. */
export const subjects = words('it they you we i he she nobody everybody someone somebody argo cd argocd');

/** Begin a sentence that tells what to do: `Delete the wave Job and …`. */
export const orders = words('delete remove kill drop edit change put use take try imagine think lose');

/** Denies what follows in its segment. Longer ones are patterns. */
export const negations = `
  not, never, no, none, nobody, nothing, neither, nor, hardly, barely, non, no longer, nowhere, cannot, no one,
  anything but, =less, as little, no more, by no means, under no circumstances
`;

/** Deny by what they mean: who says `a hook is left out, a wave is not` leaves the wave in. */
export const denyingWords = `
  =un, ceases, ceased, without, outside of?, out of, excluded, excludes, omits, omitted, ignores, ignored, lacks, lacking, stops,
  stopped, left out, leaves _ out, leave _ out, takes _ out, take _ out, apart from, separate from,
  independent of/from, far from, free of/from, fails to, disregards, disregarded, absent from, missing from, beyond,
  external to, removed from, detached from, irrelevant, decoupled from, bypasses, exempt from, invisible to
`;

/** Say of what was or is about to be said that it does not hold; see `frames.ts`. */
export const untruths = `
  wrong, =false, incorrect, untrue, mistaken, mistake, myth, misconception, misunderstanding, nonsense, fallacy, a lie, doubt,
  doubtful, rubbish, not case
`;
export const truths = '=true, =right, =correct';

const think = 'say/says/think/thinks/believe/believes/claim/claims/assume/assumes/suppose';
/** Tell what somebody says or once thought; whether it holds comes later. */
export const reports = `
  people/many/others/most/everyone/everybody/somebody/someone/they/some often/sometimes/still/will/would/might/may/could? ${think},
  one/you/we might/may/would/could easily/also? think/believe/assume/expect/suppose, i used to think/believe/assume,
  i =thought/=believed/=assumed that?, used to think/believe, i always =thought, claim/idea/notion/belief/statement/assumption that,
  so they say, supposedly, allegedly, as if, as though, if only, it is often? said, at first sight/glance,
  i would? have =said/=thought/=written/=answered, colleague/friend/teacher/boss/manager/neighbour/somebody else =says/=thinks/=claims/=said,
  tempting to think/say/believe
`;

/** Turn around what was said. */
export const reversals = `
  the other way round/around/about, other way round/around/about, way around, the reverse, the opposite, =reverse, =opposite, vice versa, reversed,
  swapped, switched, inverse, contrary is true
`;

/** Stand for one of the two things, which is named later or never. */
export const oneOf = 'one of them/two/these/jobs, =one is/gets/belongs/has/does/will/was/counts/stays';

/** Look like a denial and are none. */
export const noNegations = `
  care less, no less, nonetheless, nevertheless, more or less, something/anything/things is/goes/are/gets/was/went wrong, not only, not just, not merely, not simply, not solely, nothing but, no doubt, no matter, no more than, without doubt, or not, not to mention, nothing more than, by comparison, in comparison, by contrast, no wonder, no question,
  wrong with, not until
`;

/** Before a name these make it what the subject is compared with, not the subject. */
export const unlike = `
  unlike, not like, not the same as, not similar to, nothing like, not comparable to/with, opposed to, contrast to/with, compared to/with, contrary to, different from/to/than
`;
export const like = `
  like, the =way, same as, similar to, just as, such as, equal to, identical to
`;
/** Join a second name to the first. */
export const joining = `as well as, along with, together with, and also, just like, much like, exactly like`;
export const instead = `
  instead of, rather than, in place of, as opposed to
`;
export const than = `
  than, alongside, before, after
`;

/** Make a statement less than a claim. `I think` and `probably` do not: people speak so of what they know. */
export const hedges = `
  not clear, unclear, not understand, wonder, maybe, perhaps, possibly, might be, could be, wild/just/only guess,
  =guessing, not sure, unsure, no idea, not certain, uncertain, not know, not remember, no clue, or something, who
  knows, or maybe, not really know, hopefully, not entirely sure, not quite sure, not completely sure, not
  totally sure, not a hundred, might, not 100, not say/tell what/how/whether/which, never understood,
  i =forgot, i have forgotten
`;

/** Tell that a thing is not there. */
export const absences = words(`
  missing gone deleted removed absent lost vanished vanishes disappears disappeared changed edited deletes removes
  remove delete exist exists there drifts
`);

/** Words that begin a question. */
export const askers = words(`
  is are was were do does did has have can could should would will what why how when where who which whose whats
`);

/** All words of the lists above: they are spelt as meant. */
export const ownLanguage = [
  negations,
  denyingWords,
  untruths,
  truths,
  reports,
  reversals,
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
