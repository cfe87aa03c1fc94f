/** Where the theme choice is kept: "light", "dark", or nothing for the system's. */
export const themeKey = "paretoscope-theme";

/**
 * Sets the theme before the first paint. A constant string: the Content-Security-Policy admits it by its hash. It has
 * no quotes, angle brackets or ampersands because React escapes those in text. Private windows may refuse storage,
 * hence the guard.
 */
export const themeScript = `(function(){let t=null;try{t=localStorage.getItem(\`${themeKey}\`)}catch{}
const dark=matchMedia(\`(prefers-color-scheme: dark)\`).matches;
document.documentElement.dataset.theme=[\`light\`,\`dark\`].includes(t)?t:dark?\`dark\`:\`light\`})()`;
