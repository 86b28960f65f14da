// The states of the page that are measured, each with its bars. `enter` starts from a page that is ready at `/`.
// A bar that is left out is not checked.

export const STATES = [
  {
    name: 'paused, as opened',
    bars: { busyPercent: 1 },
    enter: async () => {},
  },
];
