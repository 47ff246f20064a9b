// What the build hands over to the forms, as hooks/portfolio/ask/forms.py writes it, and what is
// filled in.

/** What is filled in: a text, a list or fields; null is a faulty item that was left out. */
export type Value = string | null | Value[] | Fields;

export type Fields = Map<string, Value>;

/** What the forms of one exercise, and of the portfolio page, are made from. */
export interface Definition {
  exercise: string;
  deliverables: Deliverable[];
  matrix: Skill[];
  scale: Step[];
  closedWords: string[];
  messages: Messages;
  /** What to write in place of HTML, by the names of tags. */
  insteadOfHtml: Record<string, string>;
  /** What a tick says of a name that has no words of its own. */
  hides: { field: Tick; section: Tick };
}

/** A page to fill in. */
export interface Deliverable {
  id: string;
  title: string;
  /** The name of the learner's file. */
  file: string;
  /** The name of the template's file, and its text. */
  template: string;
  text: string;
  schema: FieldsSchema;
  /** The body of a template that asks for no sections. */
  prompt: string;
  /** Every field that the contract knows, as `private` names it: `postings[].company`. */
  names: string[];
  hides: Record<string, Tick>;
  withholdable: string[];
  /** What fields are called, where their names say little. */
  labels: Record<string, string>;
  sections: Section[];
}

/** A section that a template asks for. */
export interface Section {
  /** Its heading, as headings are compared. */
  name: string;
  heading: string;
  /** The lines below the heading. */
  raw: string[];
}

/** The ends of "Hides …. Still shown: …." */
export type Tick = [goes: string, stays: string];

/** A row of the skills matrix. */
export interface Skill {
  id: string;
  name: string;
  about: string;
  /** The rating that each level asks for; none where the skill is no technical one. */
  levels: Record<string, number>;
  /** How else postings name it. */
  words: string[];
}

/** How skills are rated and learned: what one form tells of it, by the ids of skills. */
export interface Guides {
  /** What someone with each rating does. */
  ratings?: Record<string, Record<string, string>>;
  /** What to practice, with its result. */
  practice?: Record<string, string>;
  resources?: Resource[];
}

/** A rating of the scale, which begins at 0. */
export interface Step {
  name: string;
  meaning: string;
}

export interface Resource {
  title: string;
  url: string;
  kind: string;
  /** Ids of the skills that it teaches. */
  skills: string[];
}

/** A row of messages.yml. */
export interface Message {
  code: string;
  message: string;
  hint?: string;
  in_form?: string;
  quiet?: Partial<Message>;
  /** A pattern of lines on which YAML gives up. */
  trap?: [source: string, flags: string];
  /** How a line in which the trap is found is mended. */
  mend?: string;
  /** Pages, and their fields from which the message takes its words. */
  repeats?: Record<string, string[]>;
}

export type Messages = Record<string, Message>;

/** A node of the JSON Schema: fields, a list, one value, or a key that has no effect here. */
export type Schema = FieldsSchema | ListSchema | ValueSchema | UnusedSchema;

export interface FieldsSchema extends SchemaKeys {
  type: "object";
  properties: Record<string, Schema>;
  required: string[];
  additionalProperties: false;
  items?: undefined;
}

export interface ListSchema extends SchemaKeys {
  type: "array";
  items: Schema;
  minItems: number;
  maxItems?: number;
  properties?: undefined;
}

export interface ValueSchema extends SchemaKeys {
  type: "string" | "integer" | "number" | "boolean";
  items?: undefined;
  properties?: undefined;
}

export interface UnusedSchema extends SchemaKeys {
  type?: undefined;
  items?: undefined;
  properties?: undefined;
}

/** What a node may say; `Written` in hooks/portfolio/ask/fields.py is where most of it comes from. */
interface SchemaKeys {
  description: string;
  format?: Format;
  enum?: string[];
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  /** May be left out. */
  "x-optional"?: true;
  /** May be the word `withheld`. */
  "x-withheld"?: true;
  /** The field that a text stands for where it stands in place of the fields. */
  "x-named"?: string;
  /** One text may stand for a list of one. */
  "x-texts"?: true;
  /** No two items are the same, or have the same in this field. */
  "x-distinct"?: true | string;
  /** What it is called, where its name does not say so. */
  "x-label"?: string;
  /** Is one line. */
  "x-line"?: true;
  /** Is not in the future. */
  "x-past"?: true;
  /** Is the start of something, and so not the end of a day. */
  "x-starts"?: true;
  /** The field beside it than which it is later. */
  "x-after"?: string;
  /** The field beside it than which it is not less. */
  "x-at-least"?: string;
}

export type Format =
  | "contact"
  | "currency"
  | "date"
  | "every-skill"
  | "image"
  | "language"
  | "number"
  | "private-name"
  | "skill"
  | "some-skills"
  | "text"
  | "time"
  | "uri"
  | "weeks"
  | "whole-number"
  | "yes-no";

/** js-yaml, as much of it as is used. */
export interface Yaml {
  FAILSAFE_SCHEMA: object;
  YAMLException: new () => Error & { mark?: { line: number; column: number }; reason?: string };
  safeLoadAll(text: string, each: (value: unknown) => void, options: YamlOptions): void;
}

interface YamlOptions {
  schema: object;
  json?: boolean;
  listener?: (event: "open" | "close", state: YamlState) => void;
}

/** Where js-yaml is as it opens or closes a node. */
export interface YamlState {
  position: number;
  line: number;
  kind: string | null;
  result: unknown;
  tag: string | null;
}

declare global {
  interface Window {
    jsyaml: Yaml;
  }
}
