import type { AppProps } from 'next/app';

import '../app/styles.css';

const App = ({ Component, pageProps }: AppProps) => <Component {...pageProps} />;

export default App;
