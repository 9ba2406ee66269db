export { ExplainQuestion } from './explain';
export { Question } from './question';
export { QuizQuestions } from './quiz';
export { type Confidence, Recalling, SURE_FIRST } from './recall';
export { Sureness } from './sureness';
export { record } from './use-answer';
