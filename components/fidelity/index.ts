export { FidelityPage } from './fidelity-page';
