export { Footer } from './footer';
export { Header } from './header';
export { Inline } from './inline';
export { OFFLINE_SCRIPT } from './offline';
export { PageLink } from './page-link';
export { Ready } from './ready';
export { THEME_SCRIPT } from './theme';
