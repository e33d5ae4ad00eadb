/** What one run did: the operations it sent, and what it wants told beyond time. */
export interface Run {
  operations: number;
  /** Resident memory when nothing has been done, and how far it grew at its most, in bytes. */
  atRest?: number;
  growth?: number;
}

export interface Result {
  perSecond: number;
  cpuMicroseconds: number;
  atRestMb?: number;
  growthMb?: number;
}
