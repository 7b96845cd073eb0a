"""What stands around contracts: who may do what, dates, news, checks, risks, fees over time, the register, paper."""
