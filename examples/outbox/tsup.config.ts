import { defineConfig } from 'tsup';
import { program } from '../../tsup.shared';

export default defineConfig(program());
