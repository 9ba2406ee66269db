/**
 * Keeps the course for use without a connection (public/sw.js), when the page has loaded and is at rest. Where that cannot be
 * (private mode, no secure origin), the page works all the same, with a connection.
 */
export const OFFLINE_SCRIPT = `if('serviceWorker' in navigator)addEventListener('load',function(){(window.requestIdleCallback||setTimeout)(function(){navigator.serviceWorker.register('/sw.js').catch(function(e){console.info('The course is not kept for use without a connection:',e)})})})`;
