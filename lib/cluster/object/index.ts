export { equal } from './equal';
export {
  at,
  boolAt,
  isMap,
  listAt,
  mapAt,
  mapsAt,
  numberAt,
  own,
  put,
  textAt,
  textMapAt,
  textsAt,
} from './read';
export { copy, freeze, isApiObject } from './write';
