export { ankiText, type Note } from './anki';
export { type Card, cardsOf, Deck, recallOf } from './cards';
export { type DayOf, dateOf, daysIn } from './days';
export { type Answered, questionOfStep, type ReviewEvent, type StepPassed } from './events';
export { answersByDay, type DayCount, forecastOf, type HeatDay, heatMapOf, streakOf } from './pictures';
export { isDue, queueOf } from './queue';
