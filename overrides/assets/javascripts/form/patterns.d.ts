// What patterns.js holds, which the build writes from hooks/portfolio/patterns.yml.

export const PATTERNS: Record<string, Record<string, RegExp>>;
