// What limits.js holds, which the build writes from hooks/portfolio/limits.yml.

export const LIMITS: {
  file: { bytes: number; lines: number; depth: number; values: number; trap: number };
  text: {
    line: number;
    heading: number;
    address: number;
    shown: number;
    term: number;
    nearest: number;
    nothing: string[];
    curly: string;
    no_edge: string;
    spaceless: [string, string][];
  };
  plan: { weeks: number };
  roadmap: { windows: [number, number][] };
  research: { asked_by: number };
  private: { names: number; of_any_page: string[]; of_the_page: string[]; heading: number };
  radar: { top: number; radius: number; line: number; word: number; leading: number };
};
