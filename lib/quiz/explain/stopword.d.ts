declare module 'stopword' {
  type Words = readonly string[];
  export const eng: Words;
  export const deu: Words;
  export const fra: Words;
  export const spa: Words;
  export const ita: Words;
  export const porBr: Words;
  export const por: Words;
  export const nld: Words;
  export const swe: Words;
  export const dan: Words;
  export const pol: Words;
  export const ces: Words;
  export const tur: Words;
  export const fin: Words;
  export const ron: Words;
  export const ind: Words;
  export const hun: Words;
  export const vie: Words;
}
