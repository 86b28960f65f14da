// What tests, pictures and measurements must agree on.

// There from the moment a learner can act.
export const READY = 'main';

// A folder deep in somebody's web site: every URL of ours must be relative.
export const SUB_PATH = '/courses/kafka/week-3/';

export const SIZES = [
  { name: '1440x900', width: 1440, height: 900, touch: false },
  { name: '1366x768', width: 1366, height: 768, touch: false },
  { name: '1024x768', width: 1024, height: 768, touch: true },
  { name: '640x400', width: 640, height: 400, touch: false },
  { name: '360x740', width: 360, height: 740, touch: true },
  { name: '320x640', width: 320, height: 640, touch: true },
];

// One size for each of the three layouts.
export const LAYOUTS = SIZES.filter(({ name }) => ['1366x768', '640x400', '360x740'].includes(name));

/** @type {Array<'light' | 'dark'>} */
export const THEMES = ['light', 'dark'];

export const LANGUAGES = ['en', 'ru'];

// Without the background flags Chromium calls its maker at every start, which a closed network refuses many times over.
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const LAUNCH = { executablePath: process.env.CHROME_PATH, args: CHROMIUM_FLAGS };
