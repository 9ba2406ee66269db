/** Why something is decided as it is: the rule, the annotation that it read, what stood there, and a sentence. */
export interface Because {
  rule: string;
  annotation?: string;
  value?: string;
  text: string;
}
