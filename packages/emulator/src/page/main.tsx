import { render } from 'preact';
import './page.css';
import { App } from './app.js';
import { startLive } from './live.js';

startLive();
render(<App />, document.getElementById('app')!);
