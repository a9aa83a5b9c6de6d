import { version } from '../../package.json';

/** The version of coincast that is running; the build keeps only this field of the manifest. */
export const libraryVersion: string = version;
