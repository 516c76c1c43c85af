// The part of jstat that is used (the package ships no types).
declare module "jstat" {
  interface Distribution1 {
    pdf(x: number, a: number): number;
    cdf(x: number, a: number): number;
    inv(p: number, a: number): number;
  }
  interface Distribution2 {
    pdf(x: number, a: number, b: number): number;
    cdf(x: number, a: number, b: number): number;
    inv(p: number, a: number, b: number): number;
  }
  const jstat: {
    chisquare: Distribution1;
    studentt: Distribution1;
    poisson: Distribution1;
    normal: Distribution2;
    beta: Distribution2;
    gamma: Distribution2;
    binomial: Distribution2;
    centralF: Distribution2;
    gammaln(x: number): number;
    lowRegGamma(a: number, x: number): number;
    ibeta(x: number, a: number, b: number): number;
    erf(x: number): number;
  };
  export default jstat;
}
