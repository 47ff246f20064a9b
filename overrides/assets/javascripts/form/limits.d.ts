// What limits.js holds, which the build writes from hooks/portfolio/limits.yml.

export const LIMITS: Record<string, Record<string, any>>;
