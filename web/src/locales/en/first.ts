import app from './app.json';
import player from './player.json';

/** The words of every page, as one part: the console's come with the console. */
export const words = { app, player };
