export { Footer } from './footer';
export { Header } from './header';
export { Mark } from './mark';
export { THEME_SCRIPT } from './theme';
