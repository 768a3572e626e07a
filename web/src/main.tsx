import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@fontsource-variable/inter/index.css';
import './player/tokens.css';
import './app/base.css';
import { createRoot } from 'react-dom/client';
import { startI18n } from './app/i18n.ts';
import { Providers } from './app/Providers.tsx';
import { installWorker, renewWhenOutdated } from './pwa/install.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
renewWhenOutdated();
installWorker();
await startI18n();
createRoot(root).render(<Providers />);
