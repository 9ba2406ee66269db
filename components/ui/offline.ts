/**
 * Keeps the course for use without a connection (public/sw.js): from the first touch or key on, or after a while, so that it
 * never competes with the page's own loading. Where that cannot be (private mode, no secure origin), the page works all the
 * same, with a connection.
 */
export const OFFLINE_SCRIPT = `if('serviceWorker' in navigator)addEventListener('load',function(){var asked;function keep(){if(asked)return;asked=true;navigator.serviceWorker.register('/sw.js').catch(function(e){console.info('The course is not kept for use without a connection:',e)})}addEventListener('pointerdown',keep);addEventListener('keydown',keep);setTimeout(keep,15000)})`;
