import '@fontsource-variable/inter/index.css';
import '../app/fonts.css';
import '../player/tokens.css';
import './embed.css';
import i18n, { type ResourceKey } from 'i18next';
import { createRoot } from 'react-dom/client';
import { initReactI18next } from 'react-i18next';
import { spoken } from '../locales/languages.ts';
import { CabinetPage } from './CabinetPage.tsx';
import { linkOf } from './cabinet.ts';
import { EmbedPage } from './EmbedPage.tsx';
import { nameOf, placeOf } from './place.ts';

const PLAYER_WORDS = import.meta.glob<ResourceKey>('../locales/*/player.json', { import: 'default' });
const root = document.getElementById('root');
if (root === null) throw new Error('embed.html has no #root');
const link = linkOf(window.location.pathname);
const place = placeOf(window.location.pathname, window.location.search);
const language = spoken(navigator.language);
const player = await PLAYER_WORDS[`../locales/${language}/player.json`]?.();
await i18n.use(initReactI18next).init({
  lng: language,
  ns: ['player'],
  defaultNS: 'player',
  resources: { [language]: { player: player ?? {} } },
  interpolation: { escapeValue: false },
});
document.documentElement.lang = language;
document.title = link === undefined ? nameOf(place.path) : 'Vedette';
createRoot(root).render(link === undefined ? <EmbedPage place={place} /> : <CabinetPage link={link} />);
