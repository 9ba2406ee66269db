import { isBlankOrZ, isBreak } from './characters';
import { Style } from './node';

/** What an analysis of a scalar's text allows (emitterc.go, yaml_emitter_analyze_scalar). */
export interface Analysis {
  multiline: boolean;
  flowPlain: boolean;
  blockPlain: boolean;
  singleQuoted: boolean;
  block: boolean;
}

/** What libyaml's is_printable refuses (all that needs four bytes among it). Tabs are dealt with apart. */
export const special =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it refuses
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\ufeff\ufffe\uffff]/;
const simple = /^[A-Za-z0-9_/.][A-Za-z0-9_/.-]*$/;

const anyStyle: Analysis = {
  multiline: false,
  flowPlain: true,
  blockPlain: true,
  singleQuoted: true,
  block: true,
};

/** Whether plain, quoted or block style can carry a text. */
export function analyze(value: string, flavour: 'v2' | 'v3'): Analysis {
  if (value === '') {
    return { multiline: false, flowPlain: false, blockPlain: true, singleQuoted: true, block: false };
  }
  if (simple.test(value) && !value.startsWith('...')) {
    return anyStyle;
  }
  let flowIndicator = value.startsWith('---') || value.startsWith('...');
  let blockIndicator = flowIndicator;
  let lineBreaks = false;
  let breakSpace = false;
  let spaceBreak = false;
  let previousSpace = false;
  let previousBreak = false;
  let precededByWhite = true;
  const last = value.length - 1;
  for (let i = 0; i <= last; i++) {
    const c = value.charCodeAt(i);
    const letter = value[i] ?? '';
    const followed = i === last || isBlankOrZ(value.charCodeAt(i + 1));
    if (i === 0) {
      if ('#,[]{}&*!|>\'"%@`'.includes(letter)) flowIndicator = blockIndicator = true;
      else if (letter === '?' || letter === ':') {
        flowIndicator = true;
        if (followed) blockIndicator = true;
      } else if (letter === '-' && followed) flowIndicator = blockIndicator = true;
    } else if (',?[]{}'.includes(letter)) flowIndicator = true;
    else if (letter === ':') {
      flowIndicator = true;
      if (followed) blockIndicator = true;
    } else if (letter === '#' && precededByWhite) flowIndicator = blockIndicator = true;
    const space = c === 32;
    const lineBreak = !space && isBreak(c);
    if (space && previousBreak) breakSpace = true;
    if (lineBreak) {
      lineBreaks = true;
      if (previousSpace) spaceBreak = true;
    }
    previousSpace = space;
    previousBreak = lineBreak;
    precededByWhite = isBlankOrZ(c);
  }
  const isEdge = (c: number) => c === 32 || isBreak(c);
  const edges = isEdge(value.charCodeAt(0)) || isEdge(value.charCodeAt(last));
  const trailingSpace = value.charCodeAt(last) === 32;
  const tab = value.includes('\t');
  // v2 counts tabs among the special characters; v3 allows them where breaks are kept.
  const odd = special.test(value) || (flavour === 'v2' && tab);
  const plain = !edges && !breakSpace && !spaceBreak && !odd && !tab && !lineBreaks;
  return {
    multiline: lineBreaks,
    flowPlain: plain && !flowIndicator,
    blockPlain: plain && !blockIndicator,
    singleQuoted: !breakSpace && !spaceBreak && !odd && !tab,
    block: !trailingSpace && !spaceBreak && !odd,
  };
}

/** The style a scalar is printed in, after its text and place had their say (yaml_emitter_select_scalar_style). */
export function chooseStyle(
  wanted: Style,
  value: string,
  analysis: Analysis,
  flow: boolean,
  simpleKey: boolean,
): Style {
  let style = wanted;
  if (simpleKey && analysis.multiline) style = Style.double;
  if (style === Style.plain) {
    if (flow ? !analysis.flowPlain : !analysis.blockPlain) style = Style.single;
    if (value === '' && (flow || simpleKey)) style = Style.single;
  }
  if (style === Style.single && !analysis.singleQuoted) style = Style.double;
  if ((style === Style.literal || style === Style.folded) && (!analysis.block || flow || simpleKey)) {
    style = Style.double;
  }
  return style;
}
