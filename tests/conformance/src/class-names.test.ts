import * as appApi from '@cio/app-api';
import * as core from '@cio/core';
import * as emulator from '@cio/emulator';
import * as pipelines from '@cio/pipelines';
import * as analytics from '@cio/pipelines/analytics';
import * as track from '@cio/track';
import * as trackV2 from '@cio/track-v2';
import * as webhooks from '@cio/webhooks';
import { expect, test } from 'vitest';

test('the built classes have the names that they are exported by, which logs show', () => {
  const packages = { appApi, core, emulator, pipelines, analytics, track, trackV2, webhooks };
  const classes = Object.values(packages).flatMap((exported) =>
    Object.entries(exported).filter(([name, value]) => name !== 'default' && /^class\b/.test(String(value))),
  ) as [string, { name: string }][];
  expect(classes.length).toBeGreaterThan(30);
  expect(classes.filter(([name, built]) => built.name !== name).map(([name]) => name)).toEqual([]);
});
