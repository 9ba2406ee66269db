export { RulePage } from './rule-page';
export { RulesPage } from './rules-page';
