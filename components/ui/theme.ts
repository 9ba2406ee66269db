/** What the learner chose; `system` follows the machine. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'theme';
const isTheme = (value: unknown): value is Theme =>
  value === 'system' || value === 'light' || value === 'dark';

/** Runs before the first paint. Storage may be closed (private mode): then the system's theme stands. */
export const THEME_SCRIPT = `document.documentElement.classList.add('scripted');try{var t=localStorage.getItem('${KEY}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){console.info('The theme cannot be read:',e)}`;

/** The theme in force, as the document says it. */
export function currentTheme(): Theme {
  const value = document.documentElement.dataset.theme;
  return isTheme(value) ? value : 'system';
}

/** Shows a theme and keeps it for the next visit where storage is open. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch (error) {
    console.info('The theme cannot be kept:', error);
  }
}
