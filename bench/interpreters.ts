/** The programs that run peers in other languages. */
export const rscript = 'Rscript';
export const python = process.env['PYTHON'] ?? 'python3';

/** One thread each, as coincast has, so that processor time compares the work and not who waits in a spin. */
export const peerEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
};
