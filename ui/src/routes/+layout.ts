// No server renders these pages: what they show comes over the link.
export const ssr = false;
export const prerender = false;
