export { ExplainQuestion } from './explain';
export { Question } from './question';
export { QuizQuestions } from './quiz';
