import type { editor } from 'monaco-editor';
import { monaco } from './monaco';

type Scheme = 'light' | 'dark';

/** Reads the page's colours (app/globals.css) as they are in one scheme, as `#rrggbb`. */
function colorsOf(scheme: Scheme): (name: string) => string {
  const probe = document.createElement('span');
  probe.style.colorScheme = scheme;
  probe.hidden = true;
  document.body.append(probe);
  queueMicrotask(() => probe.remove());
  return (name) => {
    probe.style.color = `var(--${name})`;
    const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
    return `#${[r, g, b].map((n) => Math.round(n).toString(16).padStart(2, '0')).join('')}`;
  };
}

function themeOf(scheme: Scheme): editor.IStandaloneThemeData {
  const color = colorsOf(scheme);
  const token = (name: string) => color(name).slice(1);
  return {
    base: scheme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: token('ink') },
      { token: 'type.yaml', foreground: token('code-key') },
      { token: 'string.yaml', foreground: token('code-string') },
      { token: 'string', foreground: token('code-string') },
      { token: 'comment', foreground: token('code-comment') },
      { token: 'number', foreground: token('code-number') },
      { token: 'keyword', foreground: token('code-number') },
      { token: 'operators', foreground: token('quiet') },
      { token: 'delimiter', foreground: token('quiet') },
      { token: 'tag', foreground: token('code-number') },
      { token: 'namespace', foreground: token('code-number') },
    ],
    colors: {
      'editor.background': color('raised'),
      'editor.foreground': color('ink'),
      'editor.lineHighlightBackground': color('sunken'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': `${color('accent')}40`,
      'editor.inactiveSelectionBackground': `${color('accent')}26`,
      'editor.findMatchBackground': `${color('warning')}59`,
      'editor.findMatchHighlightBackground': `${color('warning')}33`,
      'editorCursor.foreground': color('accent'),
      'editorLineNumber.foreground': color('quiet'),
      'editorLineNumber.activeForeground': color('ink'),
      'editorIndentGuide.background1': color('line'),
      'editorIndentGuide.activeBackground1': color('edge'),
      'editorBracketMatch.background': `${color('accent')}1f`,
      'editorBracketMatch.border': color('edge'),
      'editorError.foreground': color('error'),
      'editorWarning.foreground': color('warning'),
      'editorHint.foreground': color('sync'),
      'editorInfo.foreground': color('sync'),
      'editorOverviewRuler.errorForeground': color('error'),
      'editorOverviewRuler.warningForeground': color('warning'),
      'editorOverviewRuler.infoForeground': color('sync'),
      'editorLightBulb.foreground': color('accent'),
      'editorWidget.background': color('raised'),
      'editorWidget.foreground': color('ink'),
      'editorWidget.border': color('edge'),
      'editorHoverWidget.background': color('raised'),
      'editorHoverWidget.foreground': color('ink'),
      'editorHoverWidget.border': color('edge'),
      'editorHoverWidget.statusBarBackground': color('sunken'),
      'editorSuggestWidget.background': color('raised'),
      'editorSuggestWidget.border': color('edge'),
      'editorSuggestWidget.foreground': color('ink'),
      'editorSuggestWidget.selectedBackground': `${color('accent')}33`,
      'editorSuggestWidget.selectedForeground': color('ink'),
      'editorSuggestWidget.highlightForeground': color('accent'),
      'editorSuggestWidget.focusHighlightForeground': color('accent'),
      'list.hoverBackground': color('sunken'),
      'menu.background': color('raised'),
      'menu.foreground': color('ink'),
      'menu.border': color('edge'),
      'menu.separatorBackground': color('line'),
      'widget.shadow': '#00000033',
      'menu.selectionBackground': color('accent'),
      'menu.selectionForeground': color('on-accent'),
      'textLink.foreground': color('accent'),
      'textLink.activeForeground': color('accent'),
      'input.background': color('paper'),
      'input.foreground': color('ink'),
      'input.border': color('edge'),
      'inputValidation.infoBackground': color('raised'),
      'inputValidation.infoForeground': color('ink'),
      'inputValidation.infoBorder': color('edge'),
      focusBorder: color('accent'),
      'scrollbarSlider.background': `${color('edge')}66`,
      'scrollbarSlider.hoverBackground': `${color('edge')}99`,
      'editorOverviewRuler.border': '#00000000',
    },
  };
}

const isDark = (): boolean => {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
};

/** The name of the theme that the page wears now. */
export const themeNow = (): string => (isDark() ? 'day-dark' : 'day-light');

/** Defines both themes from the page's colours. Needs the document's styles. */
export function defineThemes(): void {
  monaco.editor.defineTheme('day-light', themeOf('light'));
  monaco.editor.defineTheme('day-dark', themeOf('dark'));
}

/** Calls back when the page's theme may have changed, by hand or with the system. Gives back the way to stop. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
