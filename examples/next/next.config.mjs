export default {
  // The types are checked with those of the other packages.
  typescript: { ignoreBuildErrors: true },
};
