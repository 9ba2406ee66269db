export { createApi } from './server';
