import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/global.layer.css';
import '@fontsource-variable/inter/index.css';
import './app/fonts.css';
import './player/tokens.css';
import './app/base.css';
import { createRoot } from 'react-dom/client';
import { startI18n } from './app/i18n.ts';
import { Providers } from './app/Providers.tsx';
import { installWorker, renewWhenOutdated } from './pwa/install.ts';

// A build brings each component's styles with its code; `vite` alone has no such parts.
if (import.meta.env.DEV) await import('./app/everyStyle.ts');
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
renewWhenOutdated();
installWorker();
await startI18n();
createRoot(root).render(<Providers />);
