// The build makes the page's style of what is imported so.
declare module '*.css';
