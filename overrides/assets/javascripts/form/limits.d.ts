// What limits.js holds, which the build writes from hooks/portfolio/limits.yml.

export const LIMITS: {
  file: {
    bytes: number;
    lines: number;
    sections: number;
    depth: number;
    values: number;
    trap: number;
    mistakes: number;
    tried: number;
  };
  text: {
    line: number;
    marked: number;
    heading: number;
    address: number;
    shown: number;
    term: number;
    tries: number;
    same: string[][];
    headings: number;
    notes: number;
    nearest: number;
    brackets: number;
    few_words: number;
    few_words_longest: number;
    marks_after: string;
    years: [number, number];
    months: string[];
    zeros: string;
    nothing: string[];
    curly: string;
    no_edge: string;
    images: number;
    pictures: string[];
    spaceless: [string, string][];
    glued: [string, string][];
  };
  assessment: { earlier: number };
  plan: { weeks: number; pause: number };
  roadmap: { windows: [number, number][] };
  research: { asked_by: number };
  private: {
    names: number;
    of_any_page: string[];
    of_the_same: Record<string, string>;
    of_the_learner: string[];
    of_the_page: string[];
    heading: number;
  };
  leaks: {
    shortest_text: number;
    shortest_number: number;
    longest_number: number;
    shortest_sentence: number;
    longest_text: number;
    most_words: number;
    most_numbers: number;
    group: number;
    further: number;
    most_told: number;
    companies: string[];
    of_the_company: string[];
    zeros: Record<string, number>;
    until: string;
    entities: Record<string, string>;
  };
  radar: { top: number; radius: number; line: number; word: number; leading: number };
};
