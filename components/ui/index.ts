export { Footer } from './footer';
export { Header } from './header';
export { Inline } from './inline';
export { PageLink } from './page-link';
export { THEME_SCRIPT } from './theme';
