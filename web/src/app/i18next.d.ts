import 'i18next';
import type app from '../locales/en/app.json';
import type console from '../locales/en/console.json';
import type player from '../locales/en/player.json';

/** A word that is not in the English files does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: { app: typeof app; console: typeof console; player: typeof player };
  }
}
