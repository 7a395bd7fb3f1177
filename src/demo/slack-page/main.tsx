import { createRoot } from 'react-dom/client';
import { systemClock } from '../../clock.ts';
import { createApi } from './api.ts';
import { App } from './app.tsx';

const place = document.getElementById('page');
if (place) createRoot(place).render(<App api={createApi(systemClock)} clock={systemClock} />);
